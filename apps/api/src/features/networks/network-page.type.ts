import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type {
  ActionState,
  Cadence,
  CharterState,
  CycleScale,
  CycleStage,
  Direction,
  EscalationKind,
  EscalationState,
  IndicatorLevel,
  MeasureType,
  Perspective,
  PracticeState,
  Sector,
} from '@throughline/domain/vocabulary';
import { SentAsRead } from '../../kernel/sent-as-read.ts';
import { Words } from '../../kernel/words.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { NetworkType } from './network.type.ts';
import { SeriesType } from '../indicators/series.type.ts';

@ObjectType('NetworkAim', {
  description: 'The structured aim of the charter in force, or of the newest on its way while none is adopted.',
})
export class NetworkAimType {
  @Field(() => Uuid) charterId!: string;
  @Field(() => Int) number!: number;
  @Field(() => Words.CharterState) state!: CharterState;
  @Field(() => Uuid, { nullable: true }) indicatorId!: string | null;
  @Field(() => String, { nullable: true }) indicatorName!: string | null;
  @Field(() => Words.MeasureType, { nullable: true }) measureType!: MeasureType | null;
  @Field(() => Words.Direction, { nullable: true }) direction!: Direction | null;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => Uuid, { nullable: true }) populationId!: string | null;
  @Field(() => String, { nullable: true }) populationName!: string | null;
  @Field(() => Boolean, { description: 'True when the aim is for everybody.' }) isEverybody!: boolean;
  @Field(() => Uuid, { nullable: true }) placeId!: string | null;
  @Field(() => String, { nullable: true }) placeName!: string | null;
  @Field(() => Float, { nullable: true, description: "In the indicator's unit; proportions in percent." })
  from!: number | null;
  @Field(() => Day, { nullable: true }) baselineOn!: string | null;
  @Field(() => Float, { nullable: true }) to!: number | null;
  @Field(() => Day, { nullable: true }) by!: string | null;
  @Field(() => [String]) priorityPopulations!: string[];
}

@ObjectType('NetworkSeries', {
  description: 'One indicator in one population at the aim’s place; at most the latest 120 periods.',
})
export class NetworkSeriesType {
  @Field(() => String) indicatorName!: string;
  @Field(() => Words.IndicatorLevel) level!: IndicatorLevel;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => Words.Direction) direction!: Direction;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => String) unit!: string;
  @Field(() => Boolean, { description: "True for the aim's own series." }) isAim!: boolean;
  @Field(() => SeriesType) series!: SeriesType;
}

@ObjectType('NetworkActionCounts', { description: 'How many actions of a network stand how.' })
export class NetworkActionCountsType {
  @Field(() => Int) open!: number;
  @Field(() => Int) late!: number;
  @Field(() => Int) blocked!: number;
  @Field(() => Int) done!: number;
}

@ObjectType('NetworkCycleCounts', { description: 'Tests by stage; `withoutPredictions` counts open ones.' })
export class NetworkCycleCountsType {
  @Field(() => Int) open!: number;
  @Field(() => Int) withoutPredictions!: number;
  @Field(() => Int) plan!: number;
  @Field(() => Int) do!: number;
  @Field(() => Int) study!: number;
  @Field(() => Int) act!: number;
  @Field(() => Int) closed!: number;
}

@ObjectType('NetworkEscalationCounts', { description: '`overdue` is unanswered past its respond-by day.' })
export class NetworkEscalationCountsType {
  @Field(() => Int) open!: number;
  @Field(() => Int) unanswered!: number;
  @Field(() => Int) overdue!: number;
}

@ObjectType('NetworkActionRow', { description: 'One of the next actions that are due.' })
export class NetworkActionRowType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Words.ActionState) state!: ActionState;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => Boolean) isLate!: boolean;
  @Field(() => Boolean) isCommitment!: boolean;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
}

@ObjectType('NetworkCycleRow', { description: 'One of the open tests.' })
export class NetworkCycleRowType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Words.CycleStage) stage!: CycleStage;
  @Field(() => Words.CycleScale, { nullable: true }) scale!: CycleScale | null;
  @Field(() => Int) rung!: number;
  @Field(() => Day, { nullable: true }) plannedUntil!: string | null;
  @Field(() => String, { nullable: true }) ideaTitle!: string | null;
  @Field(() => String, { nullable: true }) ownerName!: string | null;
  @Field(() => Boolean) hasPrediction!: boolean;
}

@ObjectType('NetworkEscalationRow', { description: 'One of the open asks, with how long it has waited.' })
export class NetworkEscalationRowType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Words.EscalationKind) kind!: EscalationKind;
  @Field(() => Words.EscalationState) state!: EscalationState;
  @Field(() => Day) respondBy!: string;
  @Field(() => Day, { nullable: true }) promisedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'The organization or table that must answer.' })
  askedOf!: string | null;
  @Field(() => Boolean) isOverdue!: boolean;
  @Field(() => Int, {
    nullable: true,
    description: 'Days that the present ask waits for its answer; null once answered.',
  })
  daysWaiting!: number | null;
}

@ObjectType('NetworkPracticeRow', { description: 'One of the practices adopted last.' })
export class NetworkPracticeRowType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Words.PracticeState) state!: PracticeState;
  @Field(() => Instant) adoptedAt!: string;
  @Field(() => Int) sitesUsing!: number;
}

@ObjectType('NetworkNextActions', { description: 'The next due; the plan has all of them.' })
export class NetworkNextActionsType {
  @Field(() => [NetworkActionRowType]) nodes!: NetworkActionRowType[];
  @Field(() => Int) totalCount!: number;
}

@ObjectType('NetworkOpenCycles', { description: 'The first open tests; the tests tab has all of them.' })
export class NetworkOpenCyclesType {
  @Field(() => [NetworkCycleRowType]) nodes!: NetworkCycleRowType[];
  @Field(() => Int) totalCount!: number;
}

@ObjectType('NetworkOpenEscalations', { description: 'The asks due first; the asks tab has all of them.' })
export class NetworkOpenEscalationsType {
  @Field(() => [NetworkEscalationRowType]) nodes!: NetworkEscalationRowType[];
  @Field(() => Int) totalCount!: number;
}

@ObjectType('NetworkPractices', { description: 'The practices adopted last.' })
export class NetworkPracticesType {
  @Field(() => [NetworkPracticeRowType]) nodes!: NetworkPracticeRowType[];
  @Field(() => Int) totalCount!: number;
}

@ObjectType('SectorSeats', { description: 'Seats of a sector; people without an organization are in none.' })
export class SectorSeatsType {
  @Field(() => Words.Sector) sector!: Sector;
  @Field(() => Int) seats!: number;
}

@ObjectType('PerspectiveSeats', { description: 'Seats of a perspective.' })
export class PerspectiveSeatsType {
  @Field(() => Words.Perspective) perspective!: Perspective;
  @Field(() => Int) seats!: number;
}

@ObjectType('SeatCounts', { description: 'Who is at the table and who is not.' })
export class SeatCountsType {
  @Field(() => Int) total!: number;
  @Field(() => [SectorSeatsType]) bySector!: SectorSeatsType[];
  @Field(() => [PerspectiveSeatsType]) byPerspective!: PerspectiveSeatsType[];
  @Field(() => [Words.Sector]) emptySectors!: readonly Sector[];
  @Field(() => [Words.Perspective]) emptyPerspectives!: readonly Perspective[];
}

/** Everything that the network's first screen shows. A section that the query does not select is not read. */
@ObjectType('NetworkPage', { description: "Everything that the network's first screen shows, in one statement." })
export class NetworkPageType {
  @Field(() => Uuid) id!: string;
  @Field(() => NetworkType) network!: NetworkType;
  @Field(() => NetworkAimType, { nullable: true }) aim!: NetworkAimType | null;
  @SentAsRead()
  @Field(() => [NetworkSeriesType], { description: 'At most 24, the aim’s own first.' })
  series!: NetworkSeriesType[];
  @Field(() => NetworkActionCountsType) actionCounts!: NetworkActionCountsType;
  @Field(() => NetworkCycleCountsType) cycleCounts!: NetworkCycleCountsType;
  @Field(() => NetworkEscalationCountsType) escalationCounts!: NetworkEscalationCountsType;
  @Field(() => NetworkNextActionsType) nextActions!: NetworkNextActionsType;
  @Field(() => NetworkOpenCyclesType) openCycles!: NetworkOpenCyclesType;
  @Field(() => NetworkOpenEscalationsType) openEscalations!: NetworkOpenEscalationsType;
  @Field(() => SeatCountsType) seatCounts!: SeatCountsType;
  @Field(() => NetworkPracticesType) practices!: NetworkPracticesType;
}
