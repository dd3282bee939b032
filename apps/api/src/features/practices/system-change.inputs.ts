import { Field, InputType, Int } from '@nestjs/graphql';
import { type SystemChangeKind, systemChangeKinds } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A system changed; say of what it came when that is known.' })
export class RecordSystemChangeInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid, { nullable: true, description: 'A practice of the network.' }) practiceId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'An escalation of the network.' }) escalationId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The organization whose system changed.' })
  organizationId?: string | null;
  @Field(() => Words.SystemChangeKind) kind!: SystemChangeKind;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Day) on!: string;
}

@InputType({ description: 'Changes to a system change; what is left out stays.' })
export class EditSystemChangeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => Words.SystemChangeKind, { nullable: true }) kind?: SystemChangeKind | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => Day, { nullable: true }) on?: string | null;
}

const reference = text.id.nullish().transform((value) => value ?? null);

export const recordSystemChange = z.object({
  id: text.id,
  networkId: text.id,
  practiceId: reference,
  escalationId: reference,
  organizationId: reference,
  kind: z.enum(systemChangeKinds),
  title: text.line,
  description: text.prose.nullish().transform((value) => value ?? ''),
  on: text.day,
});

export const editSystemChange = z.object({
  kind: z
    .enum(systemChangeKinds)
    .nullish()
    .transform((value) => value ?? undefined),
  title: text.line.nullish().transform((value) => value ?? undefined),
  description: text.prose.nullish().transform((value) => value ?? undefined),
  on: text.day.nullish().transform((value) => value ?? undefined),
});
