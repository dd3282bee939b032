import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, prose, ref, word, writtenProse } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Factor } from './factor.entity.ts';

const policy = 'canEditTheory';
const words = { title: line(), description: prose().or(''), basis: prose().or('') };

export const AddFactorInput = addInput(
  'AddFactorInput',
  { adds: Factor, policy, description: 'A new factor of a network.' },
  {
    networkId: ref('network'),
    kind: word(Words.FactorKind),
    ...words,
    indicatorId: ref('indicator').optional(),
    populationId: ref('population').optional(),
  },
);
export type AddFactorInput = InputOf<typeof AddFactorInput>;

export const EditFactorInput = editInput(
  'EditFactorInput',
  { edits: Factor, policy, description: 'Changes to a factor; what is left out stays.' },
  changes(words),
);
export type EditFactorInput = InputOf<typeof EditFactorInput>;

export const RetireFactorInput = editInput(
  'RetireFactorInput',
  { edits: Factor, policy, description: 'Takes a factor out of the list; its history stays.' },
  { reason: writtenProse().saying('Why it no longer counts.') },
);
export type RetireFactorInput = InputOf<typeof RetireFactorInput>;

export const RestoreFactorInput = editInput(
  'RestoreFactorInput',
  { edits: Factor, policy, restores: true, description: 'A retired factor that counts again.' },
  {},
);
export type RestoreFactorInput = InputOf<typeof RestoreFactorInput>;
