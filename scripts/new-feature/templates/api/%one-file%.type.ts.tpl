import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('%One%', { description: 'TODO(%one words%): what it is, in one sentence.' })
export class %One%Type {
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) title!: string;
  @Field(() => String) notes!: string;
  @Field(() => Instant, { nullable: true }) retiredAt!: Date | null;
}

export const %One%Page = pageType('%One%Page', %One%Type);
