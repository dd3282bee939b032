import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import { addInput, changeInput, editInput, type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { changes, flag, line, list, position, ref } from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { PopulationDimension } from './population-dimension.entity.ts';
import { PopulationLabel } from './population-label.entity.ts';
import { Population } from './population.entity.ts';

const policy = 'canManageIndicators';

interface Groups {
  dimension: string | null;
  group: string | null;
  crossedDimension: string | null;
  crossedGroup: string | null;
}

/** A group has a dimension and a name, a crossing two of both. */
function groupsProblem({ dimension, group, crossedDimension, crossedGroup }: Groups): Record<string, Refusal> | null {
  if ((dimension === null) !== (group === null)) {
    return { [group === null ? 'group' : 'dimension']: refusal('GROUP_NEEDS_BOTH') };
  }
  if ((crossedDimension === null) !== (crossedGroup === null)) {
    const missing = crossedGroup === null ? 'crossedGroup' : 'crossedDimension';
    return { [missing]: refusal('CROSSING_NEEDS_BOTH') };
  }
  if (crossedDimension === null) return null;
  if (dimension === null) return { dimension: refusal('CROSSING_NEEDS_FIRST') };
  return dimension === crossedDimension ? { crossedDimension: refusal('CROSSING_OF_ITSELF') } : null;
}

export const AddPopulationInput = addInput(
  'AddPopulationInput',
  {
    adds: Population,
    policy,
    description: 'A new population: everybody, a group of one dimension, or a crossing of two.',
  },
  {
    name: line(),
    dimension: line().optional().saying('What the group is one of: race, language. None for everybody.'),
    group: line().optional(),
    crossedDimension: line().optional(),
    crossedGroup: line().optional(),
    isKey: flag().or(false).saying('One that the partnership watches.'),
    labels: list(line(), 100).or([]).saying('How publishers write it, besides the name.'),
  },
  groupsProblem,
);
export type AddPopulationInput = InputOf<typeof AddPopulationInput>;

export const EditPopulationInput = editInput(
  'EditPopulationInput',
  {
    edits: Population,
    policy,
    description:
      'Changes to a population; what is left out stays. What it is a group of is another mutation, `movePopulation`.',
  },
  changes({
    name: line(),
    group: line().saying('Crossings of the group are renamed with it.'),
    isKey: flag(),
    position: position().saying('Its place from 0 among the populations that are not retired; the others move.'),
  }),
);
export type EditPopulationInput = InputOf<typeof EditPopulationInput>;

export const MovePopulationInput = editInput(
  'MovePopulationInput',
  {
    edits: Population,
    policy,
    description:
      'What a population is a group of, after all. Its crossings follow it, and everything that its numbers show is decided anew.',
  },
  {
    dimension: line().optional().saying('One that is there or a new one; none for everybody.'),
    overlapping: flag()
      .or(false)
      .saying('The groups of that dimension overlap, or belong to no breakdown: they are never added up.'),
  },
  ({ dimension, overlapping }) =>
    overlapping && dimension === null ? { dimension: refusal('GROUP_NEEDS_BOTH') } : null,
);
export type MovePopulationInput = InputOf<typeof MovePopulationInput>;

export const RetirePopulationInput = editInput(
  'RetirePopulationInput',
  {
    edits: Population,
    policy,
    description: 'A population that is no longer offered. It and its numbers stay to be read.',
  },
  {},
);
export type RetirePopulationInput = InputOf<typeof RetirePopulationInput>;

export const RestorePopulationInput = editInput(
  'RestorePopulationInput',
  {
    edits: Population,
    policy,
    restores: true,
    description: 'A retired population that is to be offered again.',
  },
  {},
);
export type RestorePopulationInput = InputOf<typeof RestorePopulationInput>;

export const EditPopulationDimensionInput = editInput(
  'EditPopulationDimensionInput',
  { edits: PopulationDimension, policy, description: 'Changes to a dimension; what is left out stays.' },
  changes({
    name: line().saying('Its populations are renamed with it.'),
    isExclusive: flag().saying('False where one child can be in several groups: such groups are never added up.'),
    position: position().saying('Its place from 0; the others move.'),
  }),
);
export type EditPopulationDimensionInput = InputOf<typeof EditPopulationDimensionInput>;

export const ForgetPopulationLabelInput = changeInput(
  'ForgetPopulationLabelInput',
  {
    changes: PopulationLabel,
    policy,
    description: 'A label that is to be forgotten: the next file with it asks again.',
  },
  { populationId: ref('population', { retiredToo: true }).saying('The population that the person saw it mean.') },
);
export type ForgetPopulationLabelInput = InputOf<typeof ForgetPopulationLabelInput>;

const PopulationLabelInput = inputPart('PopulationLabelInput', 'A label and the population that it means.', {
  label: line(),
  populationId: ref('population'),
});

export const MapPopulationLabelsInput = plainInput(
  'MapPopulationLabelsInput',
  { policy, description: 'Labels of publishers and the populations that they mean.' },
  { labels: list(within(PopulationLabelInput), 1_000) },
  ({ labels }) => (labels.length === 0 ? { labels: refusal('LABELS_MISSING') } : null),
);
export type MapPopulationLabelsInput = InputOf<typeof MapPopulationLabelsInput>;
