import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { NetworkState } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Uuid } from '../../kernel/scalars.ts';

@ObjectType('Network', {
  description: 'A collaborative action network, organised around one outcome; with a parent it is a workgroup.',
})
export class NetworkType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) name!: string;
  @Field(() => String) purpose!: string;
  @Field(() => Words.NetworkState) state!: NetworkState;
  @Field(() => Uuid) outcomeId!: string;
  @Field(() => String) outcomeName!: string;
  @Field(() => Uuid, { nullable: true, description: 'The indicator that it watches first.' })
  indicatorId!: string | null;
  @Field(() => Uuid, { nullable: true }) parentId!: string | null;
  @Field(() => String, { nullable: true }) parentName!: string | null;
  @Field(() => [String], { description: 'What the viewer may do here.' }) abilities!: string[];
}

export const NetworkListPage = pageType('NetworkListPage', NetworkType);
