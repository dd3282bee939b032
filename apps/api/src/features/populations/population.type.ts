import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../graphql/page.ts';
import { Uuid } from '../../graphql/scalars.ts';

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
}

export const PopulationPage = pageType('PopulationPage', PopulationType);
