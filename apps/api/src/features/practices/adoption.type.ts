import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { AdoptionStage } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@ObjectType('AdoptionStep', { description: 'A site entered a stage on a day.' })
export class AdoptionStepType {
  @Field(() => Uuid) id!: string;
  @Field(() => Words.AdoptionStage) stage!: AdoptionStage;
  @Field(() => Day) on!: string;
  @Field(() => String, { description: 'What was noted; the reason of a stop.' }) note!: string;
  @Field(() => String, { description: 'Who recorded it.' }) memberName!: string;
  @Field(() => [Words.AdoptionStage], { description: 'The stages that it passed over: a jump has some.' })
  skipped!: AdoptionStage[];
}

@ObjectType('Adoption', { description: 'One practice at one site, by stage.' })
export class AdoptionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) practiceId!: string;
  @Field(() => Uuid) siteId!: string;
  @Field(() => String) siteName!: string;
  @Field(() => Uuid, { nullable: true, description: "The site's organization." }) organizationId!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Words.AdoptionStage) stage!: AdoptionStage;
  @Field(() => Day, { description: 'The day on which the site entered its stage.' }) since!: string;
  @Field(() => String, { description: 'What the site changed to make it fit.' }) adaptation!: string;
  @Field(() => [AdoptionStepType], { description: 'Oldest first; nothing is ever taken out.' })
  steps!: AdoptionStepType[];
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}
