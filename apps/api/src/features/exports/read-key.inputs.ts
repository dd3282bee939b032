import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { addInput, changeInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { line, textLike } from '../../kernel/inputs/fields.ts';
import { ReadKey } from './read-key.entity.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, because(refusal('NO_KEY_HASH')));

export const AddReadKeyInput = addInput(
  'AddReadKeyInput',
  {
    adds: ReadKey,
    policy: 'canAddReadKey',
    description: 'A key for scripts that read what is published. Whoever adds it makes it, and sends its hash alone.',
  },
  {
    name: line().saying('What it is for.'),
    keyHash: textLike(sha256).saying('SHA-256 of the whole key, in hexadecimal digits.'),
  },
);
export type AddReadKeyInput = InputOf<typeof AddReadKeyInput>;

export const RetireReadKeyInput = changeInput(
  'RetireReadKeyInput',
  {
    changes: ReadKey,
    policy: 'canRetireReadKey',
    description: 'A key that is to open nothing any more: one of your own, or for the director anybody’s.',
  },
  {},
);
export type RetireReadKeyInput = InputOf<typeof RetireReadKeyInput>;
