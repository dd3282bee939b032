import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { clear } from 'idb-keyval';
import { countDrafts, draftStore, forgetDrafts, KeptDrafts } from './kept-drafts.ts';

beforeEach(() => clear(draftStore()));

const aDraft = (note: string, tab = 'tab', at = 1) => ({
  value: { note },
  base: { value: { note: 'as it was' }, version: 3 },
  tab,
  at,
});
const form = 'ana:harbor:log';

test('a draft is there after a reload, with the text and the version that it began from', async () => {
  await new KeptDrafts(draftStore()).keep(form, aDraft('We tried it'));
  expect(await new KeptDrafts(draftStore()).list(form)).toEqual([aDraft('We tried it')]);
});

test('of a burst of keystrokes the last one stays', async () => {
  const drafts = new KeptDrafts(draftStore());
  await Promise.all(['W', 'We', 'We t', 'We tr'].map((note) => drafts.keep(form, aDraft(note))));
  expect(await drafts.list(form)).toEqual([aDraft('We tr')]);
});

test('a key typed right after a write ended is stored too', async () => {
  const drafts = new KeptDrafts(draftStore());
  await drafts.keep(form, aDraft('one')).then(() => drafts.keep(form, aDraft('two')));
  expect(await drafts.list(form)).toEqual([aDraft('two')]);
});

test('forgetting wins over a write that is still under way', async () => {
  const drafts = new KeptDrafts(draftStore());
  void drafts.keep(form, aDraft('sent'));
  await drafts.forget(form, 'tab');
  expect(await drafts.list(form)).toEqual([]);
});

test('two tabs keep a draft each, the newest first', async () => {
  const drafts = new KeptDrafts(draftStore());
  await drafts.keep(form, aDraft('mine', 'one', 1));
  await drafts.keep(form, aDraft('later', 'two', 2));
  expect((await drafts.list(form)).map(({ tab }) => tab)).toEqual(['two', 'one']);
  await drafts.forget(form, 'two');
  expect(await drafts.list(form)).toEqual([aDraft('mine', 'one', 1)]);
});

test('drafts of two accounts do not meet', async () => {
  const drafts = new KeptDrafts(draftStore());
  await drafts.keep(form, aDraft('Ana’s'));
  expect(await drafts.list('ben:harbor:log')).toEqual([]);
});

test('sweeping clears what nobody came back to for 90 days and nothing else', async () => {
  const drafts = new KeptDrafts(draftStore());
  const day = 24 * 60 * 60 * 1000;
  await drafts.keep('old', aDraft('old', 'tab', 0));
  await drafts.keep('young', aDraft('young', 'tab', 2 * day));
  await drafts.sweep(91 * day);
  expect(await drafts.list('old')).toEqual([]);
  expect(await drafts.list('young')).toHaveLength(1);
});

test('whoever signs out takes their own drafts along and nobody else’s', async () => {
  const drafts = new KeptDrafts(draftStore());
  await drafts.keep(form, aDraft('Ana’s'));
  await drafts.keep('ben:harbor:log', aDraft('Ben’s'));
  expect(await countDrafts('ana')).toBe(1);
  await forgetDrafts('ana');
  expect(await countDrafts('ana')).toBe(0);
  expect(await drafts.list('ben:harbor:log')).toHaveLength(1);
});
