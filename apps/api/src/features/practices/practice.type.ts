import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { CycleDecision, CycleScale, CycleStage, PracticeState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Days, Instant, Numbers, Uuid } from '../../kernel/scalars.ts';
import { AdoptionType } from './adoption.type.ts';
import { SystemChangeType } from './system-change.type.ts';

@ObjectType('Practice', { description: 'A tested change that is to be scaled.' })
export class PracticeType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) networkName!: string;
  @Field(() => Uuid, { nullable: true }) changeIdeaId!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The cycle whose decision opened it.' }) cycleId!: string | null;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => String, { description: 'What must stay the same everywhere.' }) core!: string;
  @Field(() => String, { description: 'What a site may change.' }) adaptable!: string;
  @Field(() => Words.PracticeState) state!: PracticeState;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Int, { description: 'Sites at the stage using or sustaining.' }) sitesUsing!: number;
  @Field(() => Int, { description: 'Sites where it could be used; those that stopped are among them.' })
  sitesEligible!: number;
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const PracticePage = pageType('PracticePage', PracticeType);

@ObjectType({ description: 'A test of the change idea that a practice came of.' })
export class PracticeTest {
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'Rung of the ramp, from 1.' }) rung!: number;
  @Field(() => String) title!: string;
  @Field(() => Words.CycleStage) stage!: CycleStage;
  @Field(() => Words.CycleScale, { nullable: true }) scale!: CycleScale | null;
  @Field(() => Words.CycleDecision, { nullable: true }) decision!: CycleDecision | null;
  @Field(() => Instant, { nullable: true }) decidedAt!: Date | null;
}

@ObjectType({ description: 'Sites using and sites eligible on each day that changed either, as columns.' })
export class AdoptionCurve {
  @Field(() => Days) days!: string[];
  @Field(() => Numbers) using!: number[];
  @Field(() => Numbers) eligible!: number[];
}

@ObjectType({ description: 'Everything that a practice is seen by, of one moment.' })
export class PracticeDetail {
  @Field(() => Uuid) id!: string;
  @Field(() => PracticeType) practice!: PracticeType;
  @Field(() => String, { nullable: true, description: 'The change idea that it came of.' })
  changeIdeaTitle!: string | null;
  @Field(() => [PracticeTest], { description: 'The tests of its change idea, by rung; at most 50.' })
  tests!: PracticeTest[];
  @Field(() => [AdoptionType], { description: 'Its eligible sites by name, each with its way through the stages.' })
  adoptions!: AdoptionType[];
  @Field(() => AdoptionCurve) curve!: AdoptionCurve;
  @Field(() => Float, {
    nullable: true,
    description: 'Median days between neighbouring stages over all sites; null before any site has moved on.',
  })
  medianDaysBetweenStages!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Sites that wrote what they changed / sites using, from 0; null when no site uses it.',
  })
  adaptationsPerSite!: number | null;
  @Field(() => Int, { description: 'Steps that passed over a stage.' }) jumps!: number;
  @Field(() => [SystemChangeType], { description: 'The system changes that came of it, the latest first; at most 50.' })
  systemChanges!: SystemChangeType[];
}
