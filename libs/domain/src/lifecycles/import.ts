import { refusal, type Lifecycle } from '../lifecycle.ts';
import { importStates, type ImportState } from '../vocabulary.ts';

export type ImportVerb = 'map' | 'check' | 'pass' | 'commit' | 'undo' | 'discard';

export interface ImportFacts {
  /** Problems of the last check that keep the file out. */
  errors: number;
  /** Observations that the last check accepted. */
  rowsAccepted: number;
  /** Another import, still in force, replaced values that this one brought. */
  isBuiltUpon: boolean;
}

const reading = ['uploaded', 'mapped', 'checked'] as const;

/** A file's way: uploaded → mapped → checked → committed → undone, or discarded before it is committed. */
export const importLifecycle: Lifecycle<ImportState, ImportVerb, ImportFacts> = {
  name: 'import',
  states: importStates,
  initial: 'uploaded',
  ends: ['committed', 'undone', 'discarded'],
  transitions: [
    { from: reading, verb: 'map', to: 'mapped' },
    // A check that begins takes back the last one's word: only its end makes the import ready to be committed.
    { from: ['mapped', 'checked'], verb: 'check', to: 'mapped' },
    { from: 'mapped', verb: 'pass', to: 'checked' },
    {
      from: 'checked',
      verb: 'commit',
      to: 'committed',
      guard: ({ errors, rowsAccepted }) => {
        if (errors !== 0) {
          return refusal(
            'IMPORT_HAS_ERRORS',
            'Correct every error in the file or in the mapping, check again, then commit.',
          );
        }
        return rowsAccepted
          ? undefined
          : refusal(
              'IMPORT_IS_EMPTY',
              'No row of the file became an observation: check the mapping and the conditions on rows.',
            );
      },
    },
    {
      from: 'committed',
      verb: 'undo',
      to: 'undone',
      guard: ({ isBuiltUpon }) =>
        isBuiltUpon === false
          ? undefined
          : refusal(
              'IMPORT_BUILT_UPON',
              'A later import changed values that this one brought. Undo the later one first.',
            ),
    },
    { from: reading, verb: 'discard', to: 'discarded' },
  ],
  refuse: (state) => {
    switch (state) {
      case 'uploaded':
        return refusal('IMPORT_NOT_MAPPED', 'Say first what the columns mean.');
      case 'mapped':
        return refusal('IMPORT_NOT_CHECKED', 'Check the file with this mapping first.');
      case 'checked':
        return refusal(
          'IMPORT_NOT_COMMITTED',
          'This import is not committed, so there is nothing to undo: discard it.',
        );
      case 'committed':
        return refusal(
          'IMPORT_COMMITTED',
          'This import is committed already. Undo it first, then import the file anew.',
        );
      case 'undone':
        return refusal('IMPORT_UNDONE', 'This import was undone. Upload the file again to import it anew.');
      case 'discarded':
        return refusal('IMPORT_DISCARDED', 'This import was discarded. Upload the file again to import it.');
    }
  },
};
