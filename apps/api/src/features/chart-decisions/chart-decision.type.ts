import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { ChartDecisionKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('ChartDecision', {
  description: 'What a person decided about how everybody reads the chart of a series, and why.',
})
export class ChartDecisionType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) indicatorId!: string;
  @Field(() => Uuid) placeId!: string;
  @Field(() => Uuid) populationId!: string;
  @Field(() => Words.ChartDecisionKind) kind!: ChartDecisionKind;
  @Field(() => Day, {
    description: 'First day of the first period of the new part, of the last of the baseline, of the one left out.',
  })
  periodStart!: string;
  @Field(() => String, { description: 'The period as people write it.' }) periodLabel!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { description: 'Recalculation only: the signal that the person saw.' }) signal!: string;
  @Field(() => String, { nullable: true }) decidedByName!: string | null;
  @Field(() => Instant) createdAt!: Date;
  @Field(() => Instant, { nullable: true, description: 'Null while it stands.' }) withdrawnAt!: Date | null;
  @Field(() => String, { nullable: true }) withdrawnByName!: string | null;
  @Field(() => String) withdrawnReason!: string;
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const ChartDecisionPage = pageType('ChartDecisionPage', ChartDecisionType);
