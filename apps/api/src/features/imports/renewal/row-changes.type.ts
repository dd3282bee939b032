import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { ObservationStatus } from '@throughline/domain/vocabulary';
import { pageType } from '../../../kernel/pages.ts';
import { Words } from '../../../kernel/words.ts';

@ObjectType('RowNumbers', { description: 'What an observation says.' })
export class RowNumbersType {
  @Field(() => Words.ObservationStatus) status!: ObservationStatus;
  @Field(() => Float, { nullable: true }) value!: number | null;
  @Field(() => Float, { nullable: true }) numerator!: number | null;
  @Field(() => Float, { nullable: true }) denominator!: number | null;
  @Field(() => Float, { nullable: true }) lower!: number | null;
  @Field(() => Float, { nullable: true }) upper!: number | null;
  @Field(() => Float, { nullable: true, description: 'Lower bound that the source published with the value.' })
  intervalLower!: number | null;
  @Field(() => Float, { nullable: true }) intervalUpper!: number | null;
  @Field(() => Float, { nullable: true, description: 'In percent; null where the source does not say.' })
  intervalLevel!: number | null;
}

@ObjectType('ImportRowChange', { description: 'One observation of a checked file beside what is there.' })
export class ImportRowChangeType {
  @Field(() => Int, { nullable: true, description: 'Its line in the file; null where the file does not have it.' })
  line!: number | null;
  @Field(() => String) indicator!: string;
  @Field(() => String) unit!: string;
  @Field(() => String) place!: string;
  @Field(() => String, { description: 'Empty for everybody.' }) population!: string;
  @Field(() => String) period!: string;
  @Field(() => RowNumbersType, { nullable: true, description: 'What is there now; null for a new one.' })
  before!: RowNumbersType | null;
  @Field(() => RowNumbersType, { nullable: true, description: 'What the file says; null for one that is gone.' })
  after!: RowNumbersType | null;
}

export const ImportRowChangePage = pageType('ImportRowChangePage', ImportRowChangeType);
