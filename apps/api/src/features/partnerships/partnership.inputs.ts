import { Field, InputType, Int } from '@nestjs/graphql';
import { type Coding, codings } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'Changes to the partnership; what is left out stays.' })
export class EditPartnershipInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) geographicScope?: string | null;
  @Field(() => String, { nullable: true, description: 'IANA time zone.' }) timeZone?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Smallest denominator that is shown to everybody, 5 to 30; what is hidden is decided again at once.',
  })
  minimumCell?: number | null;
  @Field(() => Words.Coding, {
    nullable: true,
    description: 'How percentages about few people are written; what is shown is decided again at once.',
  })
  coding?: Coding | null;
}

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

/** True for a zone that the platform knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const editPartnership = z.object({
  name: optional(text.line),
  geographicScope: optional(text.prose),
  timeZone: optional(z.string().refine(isTimeZone, 'Use an IANA time zone, as America/New_York.')),
  minimumCell: optional(z.number().int('Write a whole number.').min(5, 'At least 5.').max(30, 'At most 30.')),
  coding: optional(z.enum(codings)),
});
