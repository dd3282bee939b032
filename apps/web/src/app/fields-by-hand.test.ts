import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Elements in which somebody types: our own unbound fields, the browser's and the component library's. */
const typedIn = new Set([
  'Autocomplete',
  'DateField',
  'JsonInput',
  'NumberInput',
  'PasswordInput',
  'TagsInput',
  'TextArea',
  'TextInput',
  'TextLine',
  'Textarea',
  'input',
  'textarea',
]);
/** Kinds of inputs in which nobody types. */
const inputTypesWithoutText = new Set(['checkbox', 'radio', 'file', 'button', 'submit']);

/**
 * The fields outside the one form mechanism, by file: how many, and why nothing typed in them can be lost. A field that
 * belongs to something that is saved is bound to a form (`shared/form/bound-fields.tsx`) instead.
 */
const exceptions: Record<string, [count: number, reason: string]> = {
  'app/command-palette.tsx': [1, 'a search, which leads somewhere and is over'],
  'shared/account/account-form.tsx': [
    3,
    'passwords and an address: the browser fills them in, and no device keeps them by itself',
  ],
  'shared/account/code-form.tsx': [2, 'codes, each of which works once'],
  'features/audit/audit-screen.tsx': [2, 'days that narrow the list under them'],
  'features/data-form/answer-form.tsx': [1, 'a note: each stroke is kept on the device, and with the link'],
  'features/data-form/cell-fields.tsx': [1, 'a number: each stroke is kept on the device, and with the link'],
  'features/invite-list/invitee-row.tsx': [2, 'parts of the list: each stroke goes into its form'],
  'features/item-link/item-steps.tsx': [
    2,
    'a note and a day: each stroke is kept on the device until the step is taken',
  ],
  'features/join/join-form.tsx': [
    2,
    'a name, which the invitation brings again, and a password, which no device keeps',
  ],
  'features/people/members-part.tsx': [1, 'a search in the list under it'],
  'features/people/organizations-part.tsx': [1, 'a search in the list under it'],
  'features/places/places-screen.tsx': [1, 'a search in the list under it'],
  'shared/choices/searched-field.tsx': [1, 'a search among what the field below offers'],
  'shared/populations/dimension-field.tsx': [1, 'a name that goes, stroke by stroke, into the form that asks for it'],
  'features/imports/label-list.tsx': [1, 'a search in the list under it'],
  'features/account/passkeys-part.tsx': [1, 'a name that the device proposes, sent with its passkey'],
  'features/sign-in/sign-in-screen.tsx': [2, 'address and password, which no device keeps by itself'],
  'features/imports/place-fields.tsx': [1, 'a part of the mapping: each stroke goes into its form'],
  'features/imports/place-levels.tsx': [
    2,
    'parts of the mapping: each stroke, or each name taken in, goes into its form',
  ],
  'features/imports/advanced-layout.tsx': [2, 'parts of the mapping: each stroke goes into its form'],
  'features/imports/advanced-names.tsx': [6, 'parts of the mapping; a new pair goes in when its fields are left'],
  'features/imports/advanced-wide.tsx': [3, 'parts of the mapping: each stroke goes into its form'],
  'features/imports/mapping-fields.tsx': [3, 'parts of the mapping: each stroke goes into its form'],
  'features/imports/mark-fields.tsx': [1, 'a new mark, which goes into the mapping when the field is left'],
  'features/imports/paste-dialog.tsx': [2, 'a table on its way to an upload: kept on the device like a draft'],
};

const attributeOf = (element: ts.JsxOpeningLikeElement, name: string): ts.JsxAttribute | undefined =>
  element.attributes.properties.find(
    (each): each is ts.JsxAttribute => ts.isJsxAttribute(each) && each.name.getText() === name,
  );

/** How many fields of a source somebody can type in without a form. */
function fieldsByHand(source: string, name = 'a.tsx'): number {
  let count = 0;
  const look = (node: ts.Node): void => {
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      const type = attributeOf(node, 'type')?.initializer;
      const isPressed = type !== undefined && ts.isStringLiteral(type) && inputTypesWithoutText.has(type.text);
      const isTyped = typedIn.has(node.tagName.getText()) && !isPressed;
      if (isTyped || attributeOf(node, 'contentEditable')) count += 1;
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return count;
}

test('a field is found however it is made', () => {
  expect(fieldsByHand('<><input /><textarea></textarea><TextLine type="search" /></>')).toBe(3);
  expect(fieldsByHand('<p contentEditable />')).toBe(1);
  expect(fieldsByHand('<><input type="checkbox" /><input type="file" /><TextField form={form} /></>')).toBe(0);
});

test('every field outside of a form is declared, with why nothing typed in it can be lost', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const found = globSync('**/*.tsx', { cwd: root })
    .filter((path) => !path.startsWith('shared/form/') && !path.endsWith('.test.tsx'))
    .map((path) => [path, fieldsByHand(readFileSync(`${root}/${path}`, 'utf8'), path)] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(exceptions).map(([path, [count]]) => [path, count])),
  );
});
