import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { EscalationCategory, EscalationKind, EscalationState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('EscalationClock', { description: 'What the clock of an ask says, in calendar days of the partnership.' })
export class EscalationClockType {
  @Field(() => Int, { nullable: true, description: 'Days without an answer; null when nobody owes one.' })
  daysWaiting!: number | null;
  @Field(() => Int, { description: 'Days past the respond-by day without an answer.' }) daysOverdue!: number;
  @Field(() => Int, { description: 'Days past the promised day.' }) daysPastPromise!: number;
  @Field(() => [Int], { description: 'Days from being asked to the answer, one a round.' }) responseDays!: number[];
}

@ObjectType('EscalationAnswer', { description: 'One written, dated step of the contract.' })
export class EscalationAnswerType {
  @Field(() => Uuid) id!: string;
  @Field(() => String, {
    description: 'acknowledge, commit, decline, redirect, fulfil, confirm, accept, reopen or withdraw.',
  })
  verb!: string;
  @Field(() => String) text!: string;
  @Field(() => String) memberName!: string;
  @Field(() => String, { nullable: true, description: 'Who was asked when this was written.' })
  askedOfName!: string | null;
  @Field(() => String, { nullable: true }) redirectedToName!: string | null;
  @Field(() => Day, { nullable: true }) promisedBy!: string | null;
  @Field(() => Int, { description: 'Number of the wording that it was given to.' }) wording!: number;
  @Field(() => Instant) createdAt!: Date;
}

@ObjectType('EscalationWording', { description: 'The words of an ask as they stood from a moment on.' })
export class EscalationWordingType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'From 1 on.' }) number!: number;
  @Field(() => Words.EscalationKind) kind!: EscalationKind;
  @Field(() => Words.EscalationCategory) category!: EscalationCategory;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => String) ask!: string;
  @Field(() => Day) respondBy!: string;
  @Field(() => String) askedOfName!: string;
  @Field(() => String, { description: 'Who wrote it.' }) memberName!: string;
  @Field(() => Boolean, {
    description: 'It asks for a new answer; otherwise nobody had answered the words that it changes.',
  })
  asksAnew!: boolean;
  @Field(() => Instant) createdAt!: Date;
}

@ObjectType('Escalation', {
  description: 'An opportunity or a barrier lifted to an organization or a leadership table with a specific ask.',
})
export class EscalationType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => Words.EscalationKind) kind!: EscalationKind;
  @Field(() => Words.EscalationCategory) category!: EscalationCategory;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => String) ask!: string;
  @Field(() => Day) respondBy!: string;
  @Field(() => Uuid, { nullable: true }) toOrganizationId!: string | null;
  @Field(() => Uuid, { nullable: true }) toTableId!: string | null;
  @Field(() => String, { description: 'The organization or table that is asked now.' }) askedOfName!: string;
  @Field(() => Int, { description: 'Number of the wording that its words are.' }) wording!: number;
  @Field(() => Words.EscalationState) state!: EscalationState;
  @Field(() => Uuid, { description: 'The member who raised it.' }) raisedBy!: string;
  @Field(() => String) raisedByName!: string;
  @Field(() => Instant) raisedAt!: Date;
  @Field(() => Instant, { nullable: true }) firstAnsweredAt!: Date | null;
  @Field(() => Day, { nullable: true }) promisedBy!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The blocked action that it was lifted from.' })
  actionId!: string | null;
  @Field(() => String, { nullable: true }) actionTitle!: string | null;
  @Field(() => EscalationClockType) clock!: EscalationClockType;
  @Field(() => [EscalationAnswerType], { description: 'Every answer from the first on.' })
  answers!: EscalationAnswerType[];
  @Field(() => [EscalationWordingType], { description: 'Its words from the first on; they are never rewritten.' })
  wordings!: EscalationWordingType[];
  @Field(() => [String]) abilities!: string[];
  @Field(() => [String], { description: 'What the viewer may do with it now: a verb of the contract.' })
  verbs!: string[];
}

export const EscalationPage = pageType('EscalationPage', EscalationType);

@ObjectType('EscalationColumn', { description: 'A column of the board of asks.' })
export class EscalationColumnType {
  @Field(() => Words.EscalationState) state!: EscalationState;
  @Field(() => Int, { description: 'How many there are; `nodes` holds the first by respond-by day.' }) total!: number;
  @Field(() => Int, { description: 'How many of them are overdue or past their promise.' }) overdue!: number;
  @Field(() => [EscalationType]) nodes!: EscalationType[];
}

@ObjectType('ResponseTime', { description: 'How an organization or a leadership table answers what it is asked.' })
export class ResponseTimeType {
  @Field(() => Uuid) id!: string;
  @Field(() => Boolean, { description: 'A leadership table; otherwise an organization.' }) isTable!: boolean;
  @Field(() => String) name!: string;
  @Field(() => Float, { nullable: true, description: 'Median calendar days from being asked to the answer.' })
  medianDays!: number | null;
  @Field(() => Int, { description: 'Answers that the median is of.' }) answered!: number;
  @Field(() => Int) unanswered!: number;
  @Field(() => Int, { description: 'Of the unanswered: past their respond-by day.' }) overdue!: number;
}

@ObjectType('SimilarEscalation', { description: 'An ask that shares words with another.' })
export class SimilarEscalationType {
  @Field(() => Float, { description: 'Share of the words in common, above 0 to 1.' }) likeness!: number;
  @Field(() => EscalationType) escalation!: EscalationType;
}
