import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new driver of a network: right under the aim, or under another driver.' })
export class AddDriverInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => String) title!: string;
  @Field(() => Uuid, { nullable: true, description: 'The driver above; left out, it stands under the aim.' })
  parentId?: string | null;
  @Field(() => Uuid, { nullable: true }) factorId?: string | null;
  @Field(() => Int, { nullable: true }) position?: number | null;
}

@InputType({ description: 'Changes to a driver; what is left out stays, null takes it away.' })
export class EditDriverInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => Uuid, { nullable: true }) parentId?: string | null;
  @Field(() => Uuid, { nullable: true }) factorId?: string | null;
  @Field(() => Int, { nullable: true }) position?: number | null;
}

@InputType({ description: 'Takes a driver out of the tree; its history stays.' })
export class RetireDriverInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why it is no longer part of the theory.' }) reason!: string;
}

const position = z.int('Write a whole number.').min(0, 'Write 0 or more.').max(10_000, 'Write at most 10,000.');

export const addDriver = z.object({
  id: text.id,
  networkId: text.id,
  title: text.line,
  parentId: text.id.nullish().transform((value) => value ?? null),
  factorId: text.id.nullish().transform((value) => value ?? null),
  position: position.nullish().transform((value) => value ?? 0),
});

export const editDriver = z.object({
  title: text.line.nullish().transform((value) => value ?? undefined),
  parentId: text.id.nullish(),
  factorId: text.id.nullish(),
  position: position.nullish().transform((value) => value ?? undefined),
});

export const retire = z.object({ reason: text.writtenProse });
