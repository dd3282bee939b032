import { Field, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';

@ObjectType('ReadKey', {
  description: 'A key for scripts that read what is published. The key itself is shown once, to whoever made it.',
})
export class ReadKeyType {
  @Field(() => Uuid) id!: string;
  @Field(() => String, { description: 'What it is for.' }) name!: string;
  @Field(() => String, { description: 'Whose it is.' }) owner!: string;
  @Field(() => Boolean) isOwn!: boolean;
  @Field(() => Instant) createdAt!: Date;
}

export const ReadKeyPage = pageType('ReadKeyPage', ReadKeyType);
