import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Cadence, DataAnswerState, MeasureType, RequestStanding } from '@throughline/domain/vocabulary';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';

@ObjectType('RequestedName', { description: 'A place or a population that numbers are requested of.' })
export class RequestedNameType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('DataRequestLink', {
  description: 'The link in use of a request. Its secret is shown once, where it is made.',
})
export class DataRequestLinkType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Day, { description: 'The last day on which it opens the form.' }) expiresOn!: string;
  @Field(() => Boolean, { description: 'Past that day.' }) isOver!: boolean;
  @Field(() => Instant, { nullable: true, description: 'When it was last used, to the hour.' })
  openedAt!: Date | null;
}

@ObjectType('RequestedPeriod', { description: 'A period whose numbers are requested, and what became of them.' })
export class RequestedPeriodType {
  @Field(() => Day) start!: string;
  @Field(() => String) label!: string;
  @Field(() => Day) dueOn!: string;
  @Field(() => Int, { description: 'Days past that day without an answer; 0 where it is not late.' }) daysLate!: number;
  @Field(() => Words.DataAnswerState, { nullable: true, description: 'Null where nothing was sent.' })
  state!: DataAnswerState | null;
}

@ObjectType('DataRequest', { description: 'The numbers of an indicator that an organization sends, period by period.' })
export class DataRequestType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => String) indicatorName!: string;
  @Field(() => Words.Cadence) cadence!: Cadence;
  @Field(() => Words.MeasureType) measureType!: MeasureType;
  @Field(() => String) unit!: string;
  @Field(() => Uuid) organizationId!: string;
  @Field(() => String) organizationName!: string;
  @Field(() => [RequestedNameType]) places!: RequestedNameType[];
  @Field(() => [RequestedNameType]) populations!: RequestedNameType[];
  @Field(() => Day, { description: 'First day of the first period that is requested.' }) fromOn!: string;
  @Field(() => String) fromLabel!: string;
  @Field(() => Int) graceDays!: number;
  @Field(() => String) note!: string;
  @Field(() => String, { description: 'The first period that no answer stands for.' }) openPeriodLabel!: string;
  @Field(() => Day, { description: 'The day until which its numbers are due.' }) dueOn!: string;
  @Field(() => Words.RequestStanding) standing!: RequestStanding;
  @Field(() => Int) daysLate!: number;
  @Field(() => Int, { description: 'Answers that wait to be reviewed.' }) inReview!: number;
  @Field(() => [RequestedPeriodType], { description: 'The periods that are over, the newest first; at most 24.' })
  periods!: RequestedPeriodType[];
  @Field(() => DataRequestLinkType, { nullable: true }) link!: DataRequestLinkType | null;
  @Field(() => Instant, { nullable: true, description: 'When it ended.' }) retiredAt!: Date | null;
  @Field(() => [String], { description: 'Policies that the viewer has here.' }) abilities!: string[];
}

export const DataRequestPage = pageType('DataRequestPage', DataRequestType);
