import { Field, ObjectType } from '@nestjs/graphql';
import type { ChartDecisionKind, ObservationStatus } from '@throughline/domain/vocabulary';
import { Json, Uuid } from '../../graphql/scalars.ts';

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

@ObjectType('Series', {
  description:
    'One indicator of one population at one place over time, as columns: the n-th entry of each belongs to the n-th period. A hidden number is null, unless the viewer may see it; `hidden` says so in either case.',
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
  @Field(() => Json, { description: 'True where the number is hidden from everybody but those who keep the data.' })
  hidden!: boolean[];
  @Field(() => Json, { description: 'Give it back with a correction.' }) versions!: number[];
  @Field(() => Json, {
    description:
      'What stands of the decisions about its chart: `{id, kind, periodStart, reason, signal, by, at}` each; see ChartDecision.',
  })
  decisions!: StandingDecision[];
  @Field(() => Json, { description: 'Where the definition broke: `{on, number}` each, oldest first.' })
  breaks!: DefinitionBreak[];
}
