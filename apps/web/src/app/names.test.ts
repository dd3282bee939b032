import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const files = globSync('{apps/*/src,libs/*/src,test}/**/*.{ts,tsx}', { cwd: root }).filter(
  (path) => !/\/(?:migrations|node_modules)\//.test(path) && !path.endsWith('graphql-env.d.ts'),
);

const irregular = new Set(
  (
    'begun bought brought built chosen done drawn found given gone held hidden known left lost made seen sent shown ' +
    'sought spent taken thought understood written'
  ).split(' '),
);
/** Words that end as participles do and are none. */
const nouns = new Set(['embed', 'feed', 'need', 'seed', 'speed', 'embedded', 'shared']);
/** A participle that is a verb as well: to found a partnership. */
const verbs = new Set(['found in apps/api/src/features/partnerships/founding.service.ts']);

const isParticiple = (name: string): boolean => irregular.has(name) || (/^[a-z]+ed$/.test(name) && !nouns.has(name));

const isNamed = (node: ts.Node): node is ts.Node & { name: ts.Identifier | ts.PrivateIdentifier } =>
  (ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isVariableDeclaration(node)) &&
  node.name !== undefined &&
  (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name));

const isFunction = (node: ts.Node): boolean =>
  !ts.isVariableDeclaration(node) ||
  (node.initializer !== undefined &&
    (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)));

/** Whether a file can name anything so: most files need not be parsed. */
const mayName = (text: string): boolean =>
  [...text.matchAll(/\b([a-z]+)\b(?= ?[=(<:])/g)].some(([, word]) => isParticiple(word ?? ''));

/** The functions of a file, and the constants that the whole of it sees, by name. */
function widelySeen(path: string, text: string): string[] {
  if (!mayName(text)) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isNamed(node) && (isFunction(node) || node.parent.parent.parent === file))
      names.push(node.name.text.replace('#', ''));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

test('a function is named by a verb and a constant by a noun: a participle alone says neither what it does nor what it is', () => {
  expect(files.length).toBeGreaterThan(700);
  const participles = files.flatMap((path) =>
    widelySeen(path, readFileSync(`${root}/${path}`, 'utf8'))
      .filter(isParticiple)
      .map((name) => `${name} in ${path}`),
  );
  expect(participles.filter((name) => !verbs.has(name))).toEqual([]);
});

test('a participle is seen wherever a function or a constant can be named', () => {
  const text =
    'const made = new Map(); function found() { const seen = () => 1; const local = 2; } class A { #known() {} b() {} }';
  expect(widelySeen('a.ts', text).filter(isParticiple)).toEqual(['made', 'found', 'seen', 'known']);
});
