import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import english from './en.ts';
import spanish from './es.ts';
import { refusal } from './refusal.ts';
import { englishText } from './text.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const sources = globSync('{libs,apps}/*/src/**/*.{ts,tsx}', { cwd: root }).filter(
  (path) => !/[.]test[.]|libs.domain.src.refusals./.test(path),
);
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('refusals', () => {
  it('say in every language what stands in the way, in full sentences that name the same', () => {
    expect(Object.keys(spanish)).toEqual(Object.keys(english));
    for (const [code, text] of Object.entries(english)) {
      const texto = spanish[code as keyof typeof english];
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      for (const each of [text, texto]) expect(each).toMatch(/^[\p{Lu}“«].{5,}[.]$/u);
      expect(placeholders(texto)).toEqual(placeholders(text));
    }
  });

  it('are each given somewhere: no text is left of one that was', () => {
    const allSources = sources.map((path) => readFileSync(`${root}/${path}`, 'utf8')).join('\n');
    expect(Object.keys(english).filter((code) => !allSources.includes(`'${code}'`))).toEqual([]);
  });

  it('write what they name, amounts as English writes them', () => {
    expect(englishText(refusal('FIELD_TOO_LONG', { most: 20_000 }))).toBe('Shorten this to 20,000 characters.');
    expect(englishText(refusal('REFERENCE_UNKNOWN', { noun: 'change_idea' }))).toContain('no such change idea here');
    expect(englishText(refusal('ALREADY_EXISTS', { property: 'name' }))).toContain('this name already');
    expect(englishText(refusal('OUTCOME_IN_USE', { names: 'A, B' }))).toContain('outcome: A, B. Move');
  });
});

/** What errors and checks are told in words instead of by a code. */
function freeTexts(source: string, name = 'a.ts'): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, inside: boolean): void => {
    const refuses =
      (ts.isNewExpression(node) && /^(Refused|Invalid|WorkbookRefused)$/.test(node.expression.getText())) ||
      (ts.isCallExpression(node) && /^(refusal|because|.*[.]fail)$/.test(node.expression.getText()));
    const written = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('')
      : ts.isStringLiteral(node)
        ? node.text
        : '';
    const isWords = /\p{L} \p{L}/u.test(written) || / \p{L}{2,}/u.test(written);
    if (inside && isWords) found.push(`${name}: ${node.getText()}`);
    const check =
      ts.isCallExpression(node) && /[.](refine|min|max|regex|email|url|int|date)$/.test(node.expression.getText());
    ts.forEachChild(node, (child) => visit(child, inside || refuses || check));
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true), false);
  return found;
}

describe('a refusal has no words of its own', () => {
  it.each([
    "throw new Refused(because('No luck today.'))",
    "throw new Invalid({ name: 'Write a name.' })",
    'throw new Invalid({ name: `At most ${most} letters.` })',
    "z.string().max(40, 'Shorten this.')",
    "z.string().refine(isDay, 'Write a day.')",
  ])('finds those of %s', (source) => {
    expect(freeTexts(source)).toHaveLength(1);
  });

  it('in the server and its libraries', () => {
    const server = sources.filter((path) => !/^apps.web|^libs.(charts|measurement)|cli|settings/.test(path));
    expect(server.length).toBeGreaterThan(200);
    expect(server.flatMap((path) => freeTexts(readFileSync(`${root}/${path}`, 'utf8'), path))).toEqual([]);
  });
});
