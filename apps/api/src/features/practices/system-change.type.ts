import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { SystemChangeKind } from '@throughline/domain/vocabulary';
import { Words } from '../../kernel/words.ts';
import { pageType } from '../../kernel/pages.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@ObjectType('SystemChange', { description: 'A policy, practice, resource flow or power structure that changed.' })
export class SystemChangeType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid, { nullable: true, description: 'The practice that it came of.' }) practiceId!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The organization whose system changed.' })
  organizationId!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Words.SystemChangeKind) kind!: SystemChangeKind;
  @Field(() => String) title!: string;
  @Field(() => String) description!: string;
  @Field(() => Day, { description: 'The day on which the system changed.' }) on!: string;
  @Field(() => [String], { description: 'What the viewer may do with it.' }) abilities!: string[];
}

export const SystemChangePage = pageType('SystemChangePage', SystemChangeType);
