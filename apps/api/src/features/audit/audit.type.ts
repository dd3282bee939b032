import { Field, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '../../kernel/pages.ts';
import { Instant, Uuid } from '../../kernel/scalars.ts';
import { FieldChangeType } from '../threads/thread.type.ts';

@ObjectType('AuditEntry', { description: 'Who did what in the partnership, when and why; for the director alone.' })
export class AuditEntryType {
  @Field(() => Uuid) id!: string;
  @Field(() => Instant) at!: Date;
  @Field(() => Uuid, { nullable: true, description: 'Null for what the product did, and for whoever came by a link.' })
  memberId!: string | null;
  @Field(() => String, { nullable: true }) memberName!: string | null;
  @Field(() => Boolean, { description: 'Done by somebody without an account, by a link.' }) isByLink!: boolean;
  @Field(() => String) verb!: string;
  @Field(() => String, { description: 'What kind of row it is, as escalation.' }) kind!: string;
  @Field(() => Uuid) itemId!: string;
  @Field(() => String, { nullable: true, description: 'What the row is called now.' }) title!: string | null;
  @Field(() => String) reason!: string;
  @Field(() => [FieldChangeType]) changes!: FieldChangeType[];
  @Field(() => Int, { nullable: true, description: 'Its place in the chain of hashes; null for the last minute.' })
  sealNumber!: number | null;
}

export const AuditPage = pageType('AuditPage', AuditEntryType);
