import type { BatchFile } from './operations.ts';

type Standing = Pick<BatchFile, 'state' | 'errors' | 'rowsAccepted' | 'checkingSince' | 'mapping'>;

/** Whether a file is still to get the mapping of the one that a person mapped. */
export const missesMapping = ({ state, mapping }: Standing): boolean => state === 'uploaded' && mapping === null;

export const waitsForCheck = ({ state, checkingSince }: Standing): boolean => state === 'mapped' && !checkingSince;

/** Whether all of a file can come in as it is. */
export const isReady = ({ state, errors, rowsAccepted, checkingSince }: Standing): boolean =>
  state === 'checked' && errors === 0 && rowsAccepted > 0 && !checkingSince;

/** How a file stands, in one word of the screen. */
export function standing(
  file: Standing,
): 'new' | 'mapped' | 'checking' | 'ready' | 'faulty' | 'empty' | 'committed' | 'undone' | 'discarded' {
  if (file.state === 'committed' || file.state === 'undone' || file.state === 'discarded') return file.state;
  if (file.checkingSince) return 'checking';
  if (file.state === 'checked') return file.errors > 0 ? 'faulty' : file.rowsAccepted > 0 ? 'ready' : 'empty';
  return file.state === 'mapped' ? 'mapped' : 'new';
}
