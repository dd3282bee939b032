import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Attributes that people read or hear. */
const readAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'description',
  'empty',
  'example',
  'hint',
  'label',
  'lead',
  'note',
  'placeholder',
  'sentence',
  'summary',
  'title',
]);
/** The product's own name is the same in every language. */
const names = new Set(['Throughline']);
const isWords = (text: string): boolean => /\p{L}{2,}/u.test(text) && !names.has(text.trim());

/** The texts that an expression may come to, as far as they are written out in it. */
function textsIn(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsIn(node.expression);
  if (ts.isBinaryExpression(node)) return [...textsIn(node.left), ...textsIn(node.right)];
  if (ts.isJsxExpression(node) && node.expression) return textsIn(node.expression);
  return [];
}

/** Words of a component that no translation can reach. */
function literals(source: string, name = 'a.tsx'): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) found.push(...textsIn(node));
    if (ts.isJsxAttribute(node) && node.initializer && readAttributes.has(node.name.getText())) {
      found.push(...textsIn(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found.filter(isWords).map((text) => text.trim());
}

test.each([
  '<p>Hello</p>',
  '<p>{late ? "Too late" : null}</p>',
  '<img alt={`Chart of ${name}`} />',
  '<button aria-label="Close" />',
  '<input placeholder={"Your name"} />',
])('finds the words in %s', (source) => {
  expect(literals(source)).toHaveLength(1);
});

test('takes neither names of classes nor keys of texts for words', () => {
  expect(literals('<p className="quiet">{t("list.title")} · {a ? t("b.c") : "–"}</p>')).toEqual([]);
});

const root = fileURLToPath(new URL('..', import.meta.url));
const components = globSync('**/*.tsx', { cwd: root }).filter((path) => !path.includes('.test.'));

test('no component has words of its own: each comes from a namespace, in every language', () => {
  expect(components.length).toBeGreaterThan(100);
  const found = components.flatMap((path) =>
    literals(readFileSync(`${root}/${path}`, 'utf8'), path).map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
});
