import type { Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { importStates, type ImportState } from '../vocabulary.ts';

export type ImportVerb = 'map' | 'check' | 'pass' | 'commit' | 'undo' | 'discard' | 'resume';

export interface ImportFacts {
  /** Problems of the last check that keep the file out. */
  errors: number;
  /** Those of them that ask what a new group is a group of. */
  unclearGroups: number;
  /** Observations that the last check accepted. */
  rowsAccepted: number;
  /** Another import, still in force, replaced values that this one brought. */
  isBuiltUpon: boolean;
}

/** Before a file is committed or set aside. */
export const openImportStates = ['uploaded', 'mapped', 'checked'] as const;

/** A file's way: uploaded → mapped → checked → committed → undone, or discarded before it is committed and perhaps taken up again. */
export const importLifecycle: Lifecycle<ImportState, ImportVerb, ImportFacts> = {
  name: 'import',
  states: importStates,
  initial: 'uploaded',
  ends: ['committed', 'undone', 'discarded'],
  transitions: [
    { from: openImportStates, verb: 'map', to: 'mapped' },
    // A check that begins takes back the last one's word: only its end makes the import ready to be committed.
    { from: ['mapped', 'checked'], verb: 'check', to: 'mapped' },
    { from: 'mapped', verb: 'pass', to: 'checked' },
    {
      from: 'checked',
      verb: 'commit',
      to: 'committed',
      guard: ({ errors, unclearGroups, rowsAccepted }) => {
        if (errors !== 0) {
          return refusal(errors === unclearGroups ? 'IMPORT_GROUPS_UNCLEAR' : 'IMPORT_HAS_ERRORS');
        }
        return rowsAccepted ? undefined : refusal('IMPORT_IS_EMPTY');
      },
    },
    {
      from: 'committed',
      verb: 'undo',
      to: 'undone',
      guard: ({ isBuiltUpon }) => (isBuiltUpon === false ? undefined : refusal('IMPORT_BUILT_UPON')),
    },
    { from: openImportStates, verb: 'discard', to: 'discarded' },
    // As at the beginning; a mapping that was saved before is said again.
    { from: 'discarded', verb: 'resume', to: 'uploaded' },
  ],
  refuse: (state) => {
    switch (state) {
      case 'uploaded':
        return refusal('IMPORT_NOT_MAPPED');
      case 'mapped':
        return refusal('IMPORT_NOT_CHECKED');
      case 'checked':
        return refusal('IMPORT_NOT_COMMITTED');
      case 'committed':
        return refusal('IMPORT_COMMITTED');
      case 'undone':
        return refusal('IMPORT_UNDONE');
      case 'discarded':
        return refusal('IMPORT_DISCARDED');
    }
  },
};
