import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { type SignOffVerdict, signOffVerdicts } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { Words } from '../../kernel/words.ts';
import { text } from '../../kernel/inputs.ts';
import { Day, Uuid } from '../../kernel/scalars.ts';

/** What a draft says; every part may still be missing. */
@InputType({ isAbstract: true })
abstract class CharterWordsInput {
  @Field(() => Uuid, { nullable: true }) aimIndicatorId?: string | null;
  @Field(() => Uuid, { nullable: true }) aimPopulationId?: string | null;
  @Field(() => Uuid, { nullable: true }) aimPlaceId?: string | null;
  @Field(() => Float, { nullable: true, description: "In the indicator's unit; proportions in percent." })
  aimFrom?: number | null;
  @Field(() => Day, { nullable: true, description: 'Last day of the period that `aimFrom` was measured in.' })
  aimBaselineOn?: string | null;
  @Field(() => Float, { nullable: true }) aimTo?: number | null;
  @Field(() => Day, { nullable: true }) aimBy?: string | null;
  @Field(() => String, { nullable: true }) scope?: string | null;
  @Field(() => String, { nullable: true }) sphereOfControl?: string | null;
  @Field(() => String, { nullable: true }) agreements?: string | null;
  @Field(() => [Uuid], { nullable: true }) priorityPopulationIds?: string[] | null;
}

@InputType({ description: "A network's first charter, or a new one after the last was retired." })
export class DraftCharterInput extends CharterWordsInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
}

@InputType({ description: 'Changes to a draft; what is left out stays, null takes a part of the aim away.' })
export class EditCharterInput extends CharterWordsInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'Send a draft to review.' })
export class SubmitCharterInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
}

@InputType({ description: 'Send a charter in review back to draft.' })
export class ReturnCharterInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why; kept in the history.' }) reason!: string;
}

@InputType({ description: 'A member with a seat agrees or objects; the last word counts.' })
export class SignOffInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) charterId!: string;
  @Field(() => Words.SignOffVerdict) verdict!: SignOffVerdict;
  @Field(() => String, { nullable: true, description: 'Must be written with an objection.' }) comment?: string | null;
}

@InputType({ description: 'The charter comes into force; the one before is amended by it.' })
export class AdoptCharterInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true, description: 'Must be written when somebody objects.' })
  reason?: string | null;
}

@InputType({ description: 'A new draft that begins with the words of the charter in force.' })
export class AmendCharterInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid, { description: 'Of the new draft.' }) id!: string;
  @Field(() => Uuid, { description: 'The charter in force.' }) charterId!: string;
  @Field(() => String, { description: 'What makes the change necessary.' }) reason!: string;
}

@InputType({ description: 'The charter ends without a successor, or a draft is given up.' })
export class RetireCharterInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'Why; kept in the history.' }) reason!: string;
}

const prose = text.prose.nullish().transform((value) => value ?? undefined);
const number = z.number('Write a number.').nullish();

const words = {
  aimIndicatorId: text.id.nullish(),
  aimPopulationId: text.id.nullish(),
  aimPlaceId: text.id.nullish(),
  aimFrom: number,
  aimBaselineOn: text.day.nullish(),
  aimTo: number,
  aimBy: text.day.nullish(),
  scope: prose,
  sphereOfControl: prose,
  agreements: prose,
  priorityPopulationIds: z
    .array(text.id)
    .max(50, 'Choose up to 50.')
    .nullish()
    .transform((ids) => (ids ? [...new Set(ids)] : undefined)),
};

export const draftCharter = z.object({ id: text.id, networkId: text.id, ...words });
export const editCharter = z.object(words);
export const moveCharter = z.object({ reason: text.prose.nullish().transform((value) => value ?? '') });
export const amendCharter = z.object({ id: text.id, charterId: text.id, reason: text.line });
export const signOff = z
  .object({
    id: text.id,
    charterId: text.id,
    verdict: z.enum(signOffVerdicts),
    comment: text.prose.nullish().transform((value) => value ?? ''),
  })
  .refine(({ verdict, comment }) => verdict === 'agree' || comment !== '', {
    path: ['comment'],
    message: 'Write what would have to change.',
  });
