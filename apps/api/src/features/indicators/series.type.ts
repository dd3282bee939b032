import { Field, ObjectType } from '@nestjs/graphql';
import type { ChartDecisionKind, HiddenReason, ObservationStatus } from '@throughline/domain/vocabulary';
import { Json, Uuid } from '../../kernel/scalars.ts';

/** A decision about a chart that stands. */
export interface StandingDecision {
  id: string;
  kind: ChartDecisionKind;
  periodStart: string;
  reason: string;
  signal: string;
  by: string | null;
  at: string;
}

/** A day from which a definition is no longer comparable, and the number of the version that begins there. */
export interface DefinitionBreak {
  on: string;
  number: number;
}

/** The true numbers of a series and why some of them are hidden, as columns. */
export interface KeptColumns {
  values: (number | null)[];
  numerators: (number | null)[];
  denominators: (number | null)[];
  lowers: (number | null)[];
  uppers: (number | null)[];
  reasons: (HiddenReason | null)[];
}

@ObjectType('Series', {
  description:
    'One indicator of one population at one place over time, as columns: the n-th entry of each belongs to the n-th period. Everybody gets the same: a hidden number is null, a coded one has bounds in its place, and counts are there where they are published. The true numbers are in `kept`, for those who keep the data.',
})
export class SeriesType {
  @Field(() => String, {
    description: 'indicator:place:population, with a word after it where only part of the series is given.',
  })
  id!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => String) placeName!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String) populationName!: string;
  @Field(() => String, { nullable: true, description: 'Null for everybody.' }) dimension!: string | null;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => Json, { description: 'First day of each period.' }) starts!: string[];
  @Field(() => Json, { description: 'Last day of each period.' }) ends!: string[];
  @Field(() => Json, { description: 'Each period as people write it.' }) labels!: string[];
  @Field(() => Json, { description: "In the indicator's unit." }) values!: (number | null)[];
  @Field(() => Json) numerators!: (number | null)[];
  @Field(() => Json) denominators!: (number | null)[];
  @Field(() => Json, { description: 'Least value, where only a range is known.' }) lowers!: (number | null)[];
  @Field(() => Json, { description: 'Greatest value, where only a range is known.' }) uppers!: (number | null)[];
  @Field(() => Json, { description: 'What each observation says; see ObservationStatus.' })
  statuses!: ObservationStatus[];
  @Field(() => Json, { description: 'True where the number is hidden, or not decided yet.' })
  hidden!: boolean[];
  @Field(() => Json, { description: 'Give it back with a correction.' }) versions!: number[];
  @Field(() => Json, {
    nullable: true,
    description:
      'Columns `values`, `numerators`, `denominators`, `lowers`, `uppers` as they truly are, and `reasons` why a number is hidden (see HiddenReason). For those who keep the data; null for everybody else.',
  })
  kept!: KeptColumns | null;
  @Field(() => Json, {
    description:
      'What stands of the decisions about its chart: `{id, kind, periodStart, reason, signal, by, at}` each; see ChartDecision.',
  })
  decisions!: StandingDecision[];
  @Field(() => Json, { description: 'Where the definition broke: `{on, number}` each, oldest first.' })
  breaks!: DefinitionBreak[];
}
