import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Cadence, ChartDecisionKind, HiddenReason, ObservationStatus } from '@throughline/domain/vocabulary';
import { Day, Days, Flags, Instant, Numbers, Texts, Uuid } from '../../kernel/scalars.ts';
import { WorkedOut } from '../../kernel/sent-as-read.ts';
import { ReasonColumn, StatusColumn, Words } from '../../kernel/words.ts';

@ObjectType('StandingDecision', { description: 'A decision about a chart that stands; see ChartDecision.' })
export class StandingDecisionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.ChartDecisionKind) kind!: ChartDecisionKind;
  @Field(() => Day, {
    description: 'First day of a new part, of the last period of the baseline, or of the one left out.',
  })
  periodStart!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { description: 'The signal that was seen, where limits were recalculated.' }) signal!: string;
  @Field(() => String, { nullable: true, description: 'Who decided it.' }) by!: string | null;
  @Field(() => Instant) at!: string;
}

@ObjectType('DefinitionBreak', { description: 'A day from which a definition is no longer comparable.' })
export class DefinitionBreakType {
  @Field(() => Day) on!: string;
  @Field(() => Int, { description: 'Number of the version that begins there.' }) number!: number;
}

@ObjectType('TrueColumns', { description: 'The true numbers of a series and why some of them are hidden.' })
export class TrueColumnsType {
  @Field(() => Numbers) values!: (number | null)[];
  @Field(() => Numbers) numerators!: (number | null)[];
  @Field(() => Numbers) denominators!: (number | null)[];
  @Field(() => Numbers) lowers!: (number | null)[];
  @Field(() => Numbers) uppers!: (number | null)[];
  @Field(() => Numbers) intervalLowers!: (number | null)[];
  @Field(() => Numbers) intervalUppers!: (number | null)[];
  @Field(() => Numbers) intervalLevels!: (number | null)[];
  @Field(() => ReasonColumn) reasons!: (HiddenReason | null)[];
}

@ObjectType('Series', {
  description:
    'One indicator of one population at one place over time, as columns: the n-th entry of each belongs to the n-th period, oldest first. Everybody gets the same: a hidden number is null, a coded one has bounds in its place, and counts are there where they are published. The true numbers are in `kept`, for those who keep the data. A page that shows many series has the latest periods of each: `totalPeriods` and `firstStart` tell what the whole series has.',
})
export class SeriesType {
  @Field(() => String, {
    description: 'indicator:place:population, with the number of periods after it where only the latest are given.',
  })
  id!: string;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => String) placeName!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String) populationName!: string;
  @Field(() => String, { nullable: true, description: 'Null for everybody.' }) dimension!: string | null;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => Int, { description: 'Periods of the whole series, also where fewer are given.' }) totalPeriods!: number;
  @Field(() => Day, { nullable: true, description: 'First day of the oldest period of the whole series.' })
  firstStart!: string | null;
  @Field(() => Days, { description: 'First day of each period.' }) starts!: string[];
  @Field(() => Days, { description: 'Last day of each period.' }) ends!: string[];
  @WorkedOut()
  @Field(() => Texts, { description: 'Each period as people write it.' })
  labels!: string[];
  @Field(() => Numbers, { description: "In the indicator's unit." }) values!: (number | null)[];
  @Field(() => Numbers) numerators!: (number | null)[];
  @Field(() => Numbers) denominators!: (number | null)[];
  @Field(() => Numbers, { description: 'Least value, where only a range is known.' }) lowers!: (number | null)[];
  @Field(() => Numbers, { description: 'Greatest value, where only a range is known.' }) uppers!: (number | null)[];
  @Field(() => Numbers, {
    description: 'Lower bound that the source published with the value (margin of error, confidence interval).',
  })
  intervalLowers!: (number | null)[];
  @Field(() => Numbers, { description: 'Upper bound that the source published with the value.' })
  intervalUppers!: (number | null)[];
  @Field(() => Numbers, { description: 'Level of these bounds in percent; null where the source does not say it.' })
  intervalLevels!: (number | null)[];
  @Field(() => StatusColumn, { description: 'What each observation says.' }) statuses!: ObservationStatus[];
  @Field(() => Flags, { description: 'True where the number is hidden, or not decided yet.' }) hidden!: boolean[];
  @Field(() => Flags, {
    description: 'True where the number was revised since, and is shown as it was first published.',
  })
  asFirstPublished!: boolean[];
  @Field(() => Numbers, {
    nullable: true,
    description: 'Give it back with a correction; null on pages where nothing is corrected.',
  })
  versions!: number[] | null;
  @Field(() => TrueColumnsType, {
    nullable: true,
    description: 'For those who keep the data, where numbers are corrected; null for everybody else.',
  })
  truth!: TrueColumnsType | null;
  @Field(() => [StandingDecisionType], { description: 'What stands of the decisions about its chart, by period.' })
  decisions!: StandingDecisionType[];
  @Field(() => [DefinitionBreakType], { description: 'Where the definition broke, oldest first.' })
  breaks!: DefinitionBreakType[];
}
