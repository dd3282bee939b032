import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { Coding, HiddenReason, MeasureLinkKind, MeasureLinkOrigin } from '@throughline/domain/vocabulary';
import { Words } from '../kernel/words.ts';
import { pageType } from '../kernel/pages.ts';
import { Day, Uuid } from '../kernel/scalars.ts';

@ObjectType('HiddenCount', { description: 'How many observations are hidden for one reason.' })
export class HiddenCountType {
  @Field(() => Words.HiddenReason) reason!: HiddenReason;
  @Field(() => Int) count!: number;
}

@ObjectType('DisclosureFinding', {
  description: 'Something that readers can work out from earlier releases, whatever is hidden now.',
})
export class DisclosureFindingType {
  @Field(() => String) id!: string;
  @Field(() => String, { description: 'Period as people write it.' }) period!: string;
  @Field(() => [String], { description: 'Place and population of each cell that it is about; up to 12.' })
  cells!: string[];
  @Field(() => String, { description: 'people, who_count or who_do_not_count.' }) quantity!: string;
  @Field(() => String, {
    description: 'unique, narrow, forced_0_percent, forced_100_percent, undecided or not_looked_at.',
  })
  problem!: string;
  @Field(() => Boolean, {
    description: 'Whether somebody new can compute it too, from what is shown now: what hides it was shown once.',
  })
  isOpenToNewReaders!: boolean;
}

@ObjectType('IndicatorLink', {
  description: 'Another indicator that is about the same people, or of which a person says that it is not.',
})
export class IndicatorLinkType {
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) otherId!: string;
  @Field(() => String) otherName!: string;
  @Field(() => Words.MeasureLinkKind, { description: 'How the numbers of the indicator stand to those of the other.' })
  kind!: MeasureLinkKind;
  @Field(() => Words.MeasureLinkOrigin) origin!: MeasureLinkOrigin;
  @Field(() => Boolean, { description: 'Whether both are decided together.' }) isLinked!: boolean;
  @Field(() => String, { description: 'Why a person said so; empty where the numbers did.' }) reason!: string;
  @Field(() => String, { nullable: true }) decidedByName!: string | null;
}

@ObjectType('Disclosure', { description: 'What of an indicator is hidden and why; for those who keep the data.' })
export class DisclosureType {
  @Field(() => Uuid, { description: 'Of the indicator.' }) id!: string;
  @Field(() => Int, { description: 'The fewest people that a number shown to everybody may be about.' })
  minimum!: number;
  @Field(() => Words.Coding) coding!: Coding;
  @Field(() => Boolean) countsPublished!: boolean;
  @Field(() => Boolean) countsPeople!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Why the groups are large where no count of people is known; null: such values are hidden.',
  })
  largeGroupsReason!: string | null;
  @Field(() => Int, {
    description: 'Observations that are shown although no count of people is known, for that reason.',
  })
  shownWithoutPeople!: number;
  @Field(() => Int) observations!: number;
  @Field(() => Int) hidden!: number;
  @Field(() => Int, {
    description: 'Those of the hidden ones of which readers see what was first published: they were revised since.',
  })
  asFirstPublished!: number;
  @Field(() => Int, { description: 'Shown as a range or rounded in place of the value.' }) coded!: number;
  @Field(() => Int, { description: 'Periods whose decision is on its way.' }) waitingPeriods!: number;
  @Field(() => [HiddenCountType]) reasons!: HiddenCountType[];
  @Field(() => [IndicatorLinkType], { description: 'Indicators about the same people.' }) links!: IndicatorLinkType[];
  @Field(() => Int, { description: 'How many of the findings somebody new can compute from what is shown now.' })
  openToNewReaders!: number;
  @Field(() => Int) findingsCount!: number;
  @Field(() => [DisclosureFindingType], { description: 'The newest 20.' }) findings!: DisclosureFindingType[];
  @Field(() => Int, { description: 'Groups whose numbers overlap, and nobody has said how.' })
  notLookedAtCount!: number;
  @Field(() => [DisclosureFindingType], {
    description: 'The newest 20. What could be computed from these groups is not known.',
  })
  notLookedAt!: DisclosureFindingType[];
  @Field(() => Boolean, {
    description:
      'Its periods overlap each other and single years; what follows from one and the next is not looked at.',
  })
  periodsOverlap!: boolean;
}

@ObjectType('LonePercentages', {
  description:
    'What readers would see if percentages stood without counts, beside what they see now; of the newest periods.',
})
export class LonePercentagesType {
  @Field(() => Uuid, { description: 'Of the indicator.' }) id!: string;
  @Field(() => Int, { description: 'Periods that were compared.' }) periods!: number;
  @Field(() => Int, { description: 'Observations with a number or a range in them.' }) observations!: number;
  @Field(() => Int) shownNow!: number;
  @Field(() => Int) shownAlone!: number;
  @Field(() => Int, { description: 'Of `shownAlone` those that would be told as a range.' }) asRange!: number;
  @Field(() => Boolean, { description: 'Whether clearly more would be gained than lost.' }) isSuggested!: boolean;
}

@ObjectType('HiddenObservation', { description: 'An observation that is hidden from readers, with its true numbers.' })
export class HiddenObservationType {
  @Field(() => String) id!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => String) placeName!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String) populationName!: string;
  @Field(() => Day) periodStart!: string;
  @Field(() => String, { description: 'As people write it.' }) period!: string;
  @Field(() => Float, { nullable: true }) value!: number | null;
  @Field(() => Float, { nullable: true }) numerator!: number | null;
  @Field(() => Float, { nullable: true }) denominator!: number | null;
  @Field(() => Words.HiddenReason, { nullable: true }) reason!: HiddenReason | null;
  @Field(() => Boolean, { description: 'Whether readers see what was published before it was revised.' })
  isAsFirstPublished!: boolean;
  @Field(() => Float, { nullable: true, description: 'What they see then; null where it is a range.' })
  shownValue!: number | null;
  @Field(() => Boolean, {
    description: 'Hidden for the sake of others, although nothing in its period is hidden for few people by itself.',
  })
  looksNeedless!: boolean;
}

export const HiddenObservationPage = pageType('HiddenObservationPage', HiddenObservationType);
