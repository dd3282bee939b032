import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { OutcomeStage } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('Outcome', { description: 'A community level outcome, in its place from cradle to career.' })
export class OutcomeType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => Words.OutcomeStage, { description: 'Where it stands from cradle to career; lists follow it.' })
  stage!: OutcomeStage;
  @Field(() => Int, { description: 'Its place among outcomes of its stage.' }) position!: number;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

export const OutcomePage = pageType('OutcomePage', OutcomeType);
