import { describe, expect, it } from 'vitest';
import { next } from '../lifecycle.ts';
import { lifecycleProblems } from '../test/lifecycle-problems.ts';
import { importLifecycle, type ImportVerb } from './import.ts';

const verbs: ImportVerb[] = ['map', 'check', 'pass', 'commit', 'undo', 'discard', 'resume'];

describe('import', () => {
  it('is a sound table', () => {
    expect(lifecycleProblems(importLifecycle)).toEqual([]);
  });

  it('is committed only without errors and with something to commit', () => {
    const commit = (facts: { errors?: number; rowsAccepted?: number }) =>
      next(importLifecycle, 'checked', 'commit', facts);
    expect(commit({ errors: 0, rowsAccepted: 1 })).toMatchObject({ ok: true, to: 'committed' });
    expect(commit({ errors: 1, rowsAccepted: 9 })).toMatchObject({ code: 'IMPORT_HAS_ERRORS' });
    expect(commit({ errors: 0, rowsAccepted: 0 })).toMatchObject({ code: 'IMPORT_IS_EMPTY' });
    expect(commit({})).toMatchObject({ ok: false });
  });

  it('is undone only when it is known that nothing stands on it', () => {
    expect(next(importLifecycle, 'committed', 'undo', { isBuiltUpon: false })).toMatchObject({
      ok: true,
      to: 'undone',
    });
    expect(next(importLifecycle, 'committed', 'undo', { isBuiltUpon: true })).toMatchObject({
      code: 'IMPORT_BUILT_UPON',
    });
    expect(next(importLifecycle, 'committed', 'undo')).toMatchObject({ ok: false });
  });

  it('must be checked again after each change and each begun check', () => {
    expect(next(importLifecycle, 'checked', 'map')).toMatchObject({ to: 'mapped' });
    expect(next(importLifecycle, 'checked', 'check')).toMatchObject({ to: 'mapped' });
    expect(next(importLifecycle, 'mapped', 'commit', { errors: 0, rowsAccepted: 1 })).toMatchObject({
      code: 'IMPORT_NOT_CHECKED',
    });
  });

  it('rests for good once it is undone', () => {
    for (const verb of verbs) expect(next(importLifecycle, 'undone', verb)).toMatchObject({ code: 'IMPORT_UNDONE' });
  });

  it('can do nothing while it is discarded but be taken up again, from the beginning', () => {
    expect(next(importLifecycle, 'discarded', 'resume')).toMatchObject({ ok: true, to: 'uploaded' });
    for (const verb of verbs.filter((each) => each !== 'resume')) {
      expect(next(importLifecycle, 'discarded', verb)).toMatchObject({ code: 'IMPORT_DISCARDED' });
    }
  });
});
