import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { FactorKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Factor', { description: 'Why the gap exists, or a strength to build on.' })
export class FactorType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Words.FactorKind) kind!: FactorKind;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => String, { description: 'How the network knows it: interviews, data, experience.' }) basis!: string;
  @Field(() => Uuid, { nullable: true }) indicatorId!: string | null;
  @Field(() => Uuid, { nullable: true }) populationId!: string | null;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

export const FactorPage = pageType('FactorPage', FactorType);
