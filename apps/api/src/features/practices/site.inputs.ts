import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A new site of the partnership.' })
export class AddSiteInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'Where it lies, for its own numbers.' }) placeId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The practice that it is added for: who manages that may add it.' })
  practiceId?: string | null;
}

@InputType({ description: 'Changes to a site; what is left out stays.' })
export class EditSiteInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Uuid, { nullable: true }) organizationId?: string | null;
  @Field(() => Uuid, { nullable: true }) placeId?: string | null;
}

@InputType({ description: 'A site is closed, or is none any more.' })
export class RetireSiteInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { description: 'Why.' }) reason!: string;
}

const reference = text.id.nullish().transform((value) => value ?? null);
const changedReference = text.id.nullish().transform((value) => value ?? undefined);

export const addSite = z.object({
  id: text.id,
  name: text.line,
  organizationId: reference,
  placeId: reference,
  practiceId: reference,
});

export const editSite = z.object({
  name: text.line.nullish().transform((value) => value ?? undefined),
  organizationId: changedReference,
  placeId: changedReference,
});

export const retireSite = z.object({ reason: text.writtenProse });
