import ts from 'typescript';

/** A word in quotes in a statement, with what stands before it. */
export interface SqlWord {
  readonly word: string;
  readonly before: string;
  /** It stands where a value is compared, chosen or assigned. */
  readonly isCompared: boolean;
}

/** What is put for a part of a statement that another text makes. */
const hole = ' ? ';

/** Every string and template of a source file as the text that it sends, with `?` for what is put in. */
export function textsOf(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(hole));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return texts;
}

const comparing = /(=|<>|\b(?:FROM|THEN|ELSE|WHEN)|(?:\bIN \(|\bARRAY\[)(?:\s*'\w+',)*)\s*$/i;

/** The one-word literals of a statement, but for the names of a JSON object's parts. */
export function wordsIn(text: string): SqlWord[] {
  const found: SqlWord[] = [];
  // The calls that are open at this place, each with how many arguments have gone by.
  const calls: { name: string; argument: number }[] = [];
  for (const { 0: token, index } of text.matchAll(/'(?:[^']|'')*'|\w*\s?\(|[),]/g)) {
    const call = calls.at(-1);
    if (token.endsWith('(')) calls.push({ name: token.slice(0, -1).trim(), argument: 0 });
    else if (token === ')') calls.pop();
    else if (token === ',') {
      if (call) call.argument += 1;
    } else if (/^'[a-z_]+'$/.test(token)) {
      const isName = /^jsonb?_build_object$/.test(call?.name ?? '') && (call?.argument ?? 0) % 2 === 0;
      const before = text.slice(0, index);
      if (!isName) found.push({ word: token.slice(1, -1), before, isCompared: comparing.test(before) });
    }
  }
  return found;
}
