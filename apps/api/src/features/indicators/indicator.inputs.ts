import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import {
  changes,
  day,
  flag,
  line,
  prose,
  ref,
  textLike,
  whole,
  word,
  writtenProse,
} from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { IndicatorDefinition } from './indicator-definition.entity.ts';
import { Indicator } from './indicator.entity.ts';

const policy = 'canManageIndicators';
const edits = Indicator;
const url = z.url({ protocol: /^https?$/ });
const webAddress = z
  .string()
  .refine((text) => text === '' || url.safeParse(text).success, because(refusal('NO_WEB_ADDRESS')));

const what = {
  outcomeId: ref('outcome'),
  name: line(),
  level: word(Words.IndicatorLevel),
  direction: word(Words.Direction),
  unit: prose(40).saying('Written after the number: `%`, `days`, `per 1,000`.'),
  ownerMemberId: ref('member').optional().saying('Null: nobody looks after it.'),
  countsPublished: flag()
    .or(true)
    .saying('Whether numerators and denominators are shown to readers; another answer decides what is hidden anew.'),
  countsPeople: flag().or(true).saying('Of a count: whether it counts people.'),
  largeGroupsReason: writtenProse()
    .optional()
    .saying('Why the groups are large where no count of people is known; null hides such values from readers.'),
};
const definition = {
  definition: writtenProse().saying('What exactly is counted, of whom, when.'),
  rationale: prose().or(''),
  source: prose().or(''),
  sourceUrl: textLike(webAddress).or(''),
  license: prose(200).or('').saying('On what terms the source lets others use its numbers.'),
};

export const AddIndicatorInput = addInput(
  'AddIndicatorInput',
  { adds: Indicator, policy, description: 'A new indicator with its first definition.' },
  { ...what, measureType: word(Words.MeasureType), cadence: word(Words.Cadence), ...definition },
);
export type AddIndicatorInput = InputOf<typeof AddIndicatorInput>;

export const EditIndicatorInput = editInput(
  'EditIndicatorInput',
  {
    edits,
    policy,
    description:
      'Changes to an indicator; what is left out stays. Measure type and cadence stay: another one is another indicator.',
  },
  changes(what),
);
export type EditIndicatorInput = InputOf<typeof EditIndicatorInput>;

export const ShowRevisionsInput = editInput(
  'ShowRevisionsInput',
  {
    edits,
    policy,
    description:
      'Ends showing numbers as they were first published: their revisions are decided anew, and hidden where they must be.',
  },
  { reason: prose().or('').saying('Why, for the history.') },
);
export type ShowRevisionsInput = InputOf<typeof ShowRevisionsInput>;

export const ReviseDefinitionInput = addInput(
  'ReviseDefinitionInput',
  {
    adds: IndicatorDefinition,
    policy,
    description: 'A new version of what an indicator means. Earlier versions stay to be read.',
  },
  {
    indicatorId: ref('indicator'),
    number: whole(0, 100_000).saying('The number of the version that the person saw.'),
    ...definition,
    breaksOn: day()
      .optional()
      .saying('First day that is no longer comparable with what was before; null when the series goes on.'),
  },
);
export type ReviseDefinitionInput = InputOf<typeof ReviseDefinitionInput>;

export const RetireIndicatorInput = editInput(
  'RetireIndicatorInput',
  { edits, policy, description: 'An indicator that is no longer followed. It and its numbers stay to be read.' },
  { reason: writtenProse() },
);
export type RetireIndicatorInput = InputOf<typeof RetireIndicatorInput>;
