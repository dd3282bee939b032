import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { SourceCadence, SourceStanding } from '@throughline/domain/vocabulary';
import { pageType } from '../../kernel/pages.ts';
import { Day, Instant, Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';

@ObjectType('SourceIndicator', { description: 'An indicator whose numbers come from a source.' })
export class SourceIndicatorType {
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
}

@ObjectType('DataSource', { description: 'Where files of one kind come from, again and again.' })
export class DataSourceType {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'What its files are called here.' }) name!: string;
  @Field(() => String) publisher!: string;
  @Field(() => String, { description: 'Where its newest file is downloaded; may be empty.' }) address!: string;
  @Field(() => Words.SourceCadence, { nullable: true, description: 'Null: it came once.' })
  cadence!: SourceCadence | null;
  @Field(() => String) license!: string;
  @Field(() => Day, { description: 'When its newest file came.' }) cameOn!: string;
  @Field(() => Day, { nullable: true, description: 'When the next one is expected.' }) expectedOn!: string | null;
  @Field(() => Words.SourceStanding) standing!: SourceStanding;
  @Field(() => Boolean, { description: 'Whether this server may fetch from its address.' }) canFetch!: boolean;
  @Field(() => Uuid, { nullable: true, description: 'A new file of it that waits to be committed.' })
  openImportId!: string | null;
  @Field(() => Uuid, { nullable: true, description: 'Its newest file in force.' }) lastImportId!: string | null;
  @Field(() => Int, { description: 'Files that came from it, also those that were set aside.' }) files!: number;
  @Field(() => [SourceIndicatorType]) indicators!: SourceIndicatorType[];
  @Field(() => Instant, { nullable: true, description: 'When somebody last looked for a new file.' })
  lookedAt!: Date | null;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
  @Field(() => [String], { description: 'Policies that the viewer has here.' }) abilities!: string[];
}

export const DataSourcePage = pageType('DataSourcePage', DataSourceType);
