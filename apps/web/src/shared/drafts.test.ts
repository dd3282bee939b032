import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { clear } from 'idb-keyval';
import { Drafts, draftStore } from './drafts.ts';

beforeEach(() => clear(draftStore()));

const aDraft = (value: string, at = 1) => ({ value, base: 'as it was', at });

test('a draft is there after a reload, with the text that it began from', async () => {
  await new Drafts(draftStore()).save('ana:log', aDraft('We tried it'));
  expect(await new Drafts(draftStore()).load('ana:log')).toEqual(aDraft('We tried it'));
});

test('of a burst of keystrokes the last one stays', async () => {
  const drafts = new Drafts(draftStore());
  const saves = ['W', 'We', 'We t', 'We tr'].map((value) => drafts.save('ana:log', aDraft(value)));
  await Promise.all(saves);
  expect(await drafts.load('ana:log')).toEqual(aDraft('We tr'));
});

test('a key typed right after a write ended is stored too', async () => {
  const drafts = new Drafts(draftStore());
  await drafts.save('ana:log', aDraft('one')).then(() => drafts.save('ana:log', aDraft('two')));
  expect(await drafts.load('ana:log')).toEqual(aDraft('two'));
});

test('removing wins over a write that is still under way', async () => {
  const drafts = new Drafts(draftStore());
  void drafts.save('ana:log', aDraft('sent'));
  await drafts.remove('ana:log');
  expect(await drafts.load('ana:log')).toBeUndefined();
});

test('drafts of two accounts do not meet', async () => {
  const drafts = new Drafts(draftStore());
  await drafts.save('ana:log', aDraft('Ana’s'));
  expect(await drafts.load('ben:log')).toBeUndefined();
});

test('sweeping clears what nobody came back to for 90 days and nothing else', async () => {
  const drafts = new Drafts(draftStore());
  const day = 24 * 60 * 60 * 1000;
  await drafts.save('old', aDraft('old', 0));
  await drafts.save('young', aDraft('young', 2 * day));
  await drafts.sweep(91 * day);
  expect(await drafts.load('old')).toBeUndefined();
  expect(await drafts.load('young')).toBeDefined();
});
