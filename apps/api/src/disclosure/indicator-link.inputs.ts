import { type InputOf, plainInput } from '../kernel/inputs/declare.ts';
import { flag, ref, word, writtenProse } from '../kernel/inputs/fields.ts';
import { Words } from '../kernel/words.ts';

export const RelateIndicatorsInput = plainInput(
  'RelateIndicatorsInput',
  {
    policy: 'canSeeHidden',
    description: 'Says whether two indicators are about the same people: then their numbers are decided together.',
  },
  {
    firstId: ref('indicator', { retiredToo: true }),
    secondId: ref('indicator', { retiredToo: true }),
    kind: word(Words.MeasureLinkKind).saying('How the numbers of the first stand to those of the second.'),
    isLinked: flag().saying('False: they have nothing to do with each other, whatever their numbers say.'),
    reason: writtenProse().saying('Why; it is kept.'),
  },
);
export type RelateIndicatorsInput = InputOf<typeof RelateIndicatorsInput>;
