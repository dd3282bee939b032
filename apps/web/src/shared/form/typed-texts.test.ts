import { expect, test } from 'vitest';
import { typedTexts } from './typed-texts.ts';

const draft = (value: object, base: object) => ({ value, base: { value: base, version: 1 } });

test('what was typed is told field by field in the words of the form, and what is as it was is left out', () => {
  const words: Record<string, object> = {
    text: { label: 'What you will do' },
    kind: { label: 'Kind', options: { barrier: 'Barrier' } },
    rest: { label: 'Columns', show: () => 'School · Year' },
    list: { label: 'Skipped rows' },
  };
  const typed = draft(
    { text: 'One aide', kind: 'barrier', rest: {}, title: 'as before', list: [] },
    { text: '', kind: null, rest: null, title: 'as before', list: null },
  );
  expect(typedTexts(typed, (field) => words[field] as { label: string } | undefined)).toEqual([
    { label: 'What you will do', text: 'One aide' },
    { label: 'Kind', text: 'Barrier' },
    { label: 'Columns', text: 'School · Year' },
  ]);
});

test('texts of a field without words are found however deep they stand, and ids are nobody’s text', () => {
  const id = '01a21c08-ff75-71d7-bfbb-7f6288c9c007';
  const typed = draft({ questions: [{ id, result: 'Seven', evidence: '' }], networkId: id }, { questions: [] });
  expect(typedTexts(typed, () => undefined)).toEqual([{ label: '', text: 'Seven' }]);
});
