import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Population', { description: 'Everybody (no dimension), a group of one dimension, or a crossing of two.' })
export class PopulationType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) dimension!: string | null;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => String, { nullable: true }) crossedDimension!: string | null;
  @Field(() => String, { nullable: true }) crossedGroup!: string | null;
  @Field(() => Boolean, { description: 'One that the partnership watches.' }) isKey!: boolean;
  @Field(() => Int) position!: number;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

export const PopulationPage = pageType('PopulationPage', PopulationType);

@ObjectType('PopulationDimension', { description: 'What groups are groups of: race, language, sex.' })
export class PopulationDimensionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => Boolean, { description: 'Nobody is in two of its groups. Groups that overlap are never added up.' })
  isExclusive!: boolean;
  @Field(() => Int) position!: number;
}

export const PopulationDimensionPage = pageType('PopulationDimensionPage', PopulationDimensionType);

@ObjectType('PopulationLabel', { description: 'How a publisher writes a population; remembered for every later file.' })
export class PopulationLabelType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) label!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => String) populationName!: string;
}

export const PopulationLabelPage = pageType('PopulationLabelPage', PopulationLabelType);
