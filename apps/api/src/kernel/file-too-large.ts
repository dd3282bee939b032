import { refusal } from '@throughline/domain/refusals/refusal';
import { Invalid } from './errors.ts';

const mebibyte = 1_048_576;

/** The refusal of a file that is larger than so many bytes. */
export const fileTooLarge = (mostBytes: number): Invalid =>
  new Invalid({ file: refusal('FILE_LARGE', { most: Math.round(mostBytes / mebibyte) }) });
