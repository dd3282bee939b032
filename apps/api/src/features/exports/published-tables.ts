import {
  cadences,
  directions,
  indicatorLevels,
  measureTypes,
  observationStatuses,
  outcomeStages,
  placeKinds,
} from '@throughline/domain/vocabulary';

/** What a column holds, in the words of both JSON table schemas. */
export type ColumnType = 'string' | 'number' | 'integer' | 'boolean' | 'date';

/** One column of a published table. */
export interface PublishedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** Every row has it. */
  readonly required?: true;
  /** The words that it may hold. */
  readonly words?: readonly string[];
}

/** A table of what is published: one CSV file. */
export interface PublishedTable {
  readonly name: 'observations' | 'indicators' | 'places' | 'populations';
  readonly title: string;
  readonly description: string;
  readonly columns: readonly PublishedColumn[];
  readonly key: readonly string[];
  /** Column, and the table whose `id` it names. */
  readonly references: readonly (readonly [column: string, table: PublishedTable['name']])[];
}

/** The word in `status` where the partnership protects a number; those of the source keep their own. */
export const protectedWord = 'protected';

const id = { name: 'id', type: 'string', description: 'Stays the same for ever.', required: true } as const;
const text = (name: string, description: string, required?: true): PublishedColumn => ({
  name,
  type: 'string',
  description,
  ...(required && { required }),
});

/**
 * The tables of an export, declared once: the files' heads, the table schemas and the statements follow from here.
 * Columns stand in the order of the files.
 */
export const publishedTables: readonly PublishedTable[] = [
  {
    name: 'observations',
    title: 'Observations',
    description:
      'One row for each indicator, place, population and period, as every member of the partnership sees it. A number that is not there is not there for a reason, which `status` names.',
    columns: [
      text('indicator_id', 'The indicator; see indicators.csv.', true),
      text('indicator', 'Its name.', true),
      text('place_id', 'The place; see places.csv.', true),
      text('place', 'Its name, with what tells it from another place of that name.', true),
      text('population_id', 'Whose number it is; see populations.csv.', true),
      text('population', 'Its name.', true),
      text('period', 'The period as people write it.', true),
      { name: 'period_start', type: 'date', description: 'First day of the period.', required: true },
      { name: 'period_end', type: 'date', description: 'Last day of the period.', required: true },
      { name: 'value', type: 'number', description: 'In the unit of the indicator.' },
      { name: 'lower', type: 'number', description: 'Least value, where only a range is known or shown.' },
      { name: 'upper', type: 'number', description: 'Greatest value, where only a range is known or shown.' },
      {
        name: 'interval_lower',
        type: 'number',
        description:
          'Lower bound that the source published with the value, from its margin of error or confidence interval; nobody here computed it.',
      },
      { name: 'interval_upper', type: 'number', description: 'Upper bound that the source published with the value.' },
      {
        name: 'interval_level',
        type: 'number',
        description: 'Level of these bounds in percent, such as 90 or 95; nothing where the source does not say it.',
      },
      { name: 'numerator', type: 'number', description: 'Where counts are published.' },
      { name: 'denominator', type: 'number', description: 'Where counts are published.' },
      {
        name: 'status',
        type: 'string',
        description: `\`${protectedWord}\`: hidden by the partnership, so that nobody can be recognised. \`suppressed_by_source\`: the source had hidden it already. \`bounded\`: published as a range.`,
        required: true,
        words: [...observationStatuses, protectedWord],
      },
      { name: 'provisional', type: 'boolean', description: 'The source may still change it.', required: true },
      {
        name: 'as_first_published',
        type: 'boolean',
        description: 'The source has revised it since; to protect people, it stands here as it was first published.',
        required: true,
      },
      {
        name: 'series_part',
        type: 'integer',
        description: 'Numbers of one series compare only within one part: a new one begins where the definition broke.',
        required: true,
      },
    ],
    key: ['indicator_id', 'place_id', 'population_id', 'period_start'],
    references: [
      ['indicator_id', 'indicators'],
      ['place_id', 'places'],
      ['population_id', 'populations'],
    ],
  },
  {
    name: 'indicators',
    title: 'Indicators',
    description: 'What each number means, with its source and license.',
    columns: [
      id,
      text('name', 'As the partnership calls it.', true),
      text('outcome', 'The outcome that it tells of.', true),
      { ...text('stage', 'Where the outcome stands from cradle to career.', true), words: outcomeStages },
      { ...text('level', 'Core, contributing to a core one, or of the system.', true), words: indicatorLevels },
      { ...text('measure_type', 'What kind of number it is.', true), words: measureTypes },
      { ...text('direction', 'Which way is better.', true), words: directions },
      { ...text('cadence', 'How often there is a number.', true), words: cadences },
      text('unit', 'Written after the number.'),
      text('definition', 'What exactly is counted, of whom, when, as it is defined now.'),
      text('rationale', 'Why it is followed.'),
      text('source', 'Where the numbers come from.'),
      text('source_url', 'Address of the source.'),
      text('license', 'On what terms the source lets others use them.'),
      { name: 'definition_number', type: 'integer', description: 'Version of the definition.', required: true },
      text('breaks_on', 'Days from which the numbers no longer compare with those before, divided by spaces.'),
      { name: 'retired_on', type: 'date', description: 'Since when it is no longer followed.' },
    ],
    key: ['id'],
    references: [],
  },
  {
    name: 'places',
    title: 'Places',
    description: 'Where something was measured.',
    columns: [
      id,
      text('name', 'With what tells it from another place of that name.', true),
      { ...text('kind', 'What kind of place it is.', true), words: placeKinds },
      text('parent_id', 'The place that it lies in.'),
      { name: 'is_home', type: 'boolean', description: "The partnership's own place.", required: true },
      text('codes', 'Its codes as system:code, divided by spaces.'),
    ],
    key: ['id'],
    references: [['parent_id', 'places']],
  },
  {
    name: 'populations',
    title: 'Populations',
    description: 'Of whom something was measured.',
    columns: [
      id,
      text('name', 'As the partnership calls it.', true),
      text('dimension', 'What the groups are told apart by; nothing for everybody.'),
      text('group', 'The group of that dimension.'),
      text('crossed_dimension', 'The second dimension, where two are crossed.'),
      text('crossed_group', 'The group of the second dimension.'),
      {
        name: 'is_exclusive',
        type: 'boolean',
        description: 'Nobody is in two groups of the dimension.',
        required: true,
      },
    ],
    key: ['id'],
    references: [],
  },
];
