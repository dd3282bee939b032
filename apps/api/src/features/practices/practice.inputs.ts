import { Field, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';

@InputType({ description: 'A practice that is opened by hand; the decision to adopt a cycle opens one by itself.' })
export class OpenPracticeInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Uuid) networkId!: string;
  @Field(() => Uuid, { nullable: true, description: 'The change idea that it came of.' }) changeIdeaId?: string | null;
  @Field(() => Uuid, { nullable: true, description: 'The cycle that tested it.' }) cycleId?: string | null;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'What it is.' }) description?: string | null;
  @Field(() => String, { nullable: true, description: 'What must stay the same everywhere.' }) core?: string | null;
  @Field(() => String, { nullable: true, description: 'What a site may change.' }) adaptable?: string | null;
}

@InputType({ description: 'Changes to a practice; what is left out stays.' })
export class EditPracticeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) description?: string | null;
  @Field(() => String, { nullable: true }) core?: string | null;
  @Field(() => String, { nullable: true }) adaptable?: string | null;
}

@InputType({ description: 'The test at scale is over: the practice is brought to more sites.' })
export class BeginScalingInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'The practice lives on without the network.' })
export class SustainPracticeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

@InputType({ description: 'A sustained practice is brought to more sites again.' })
export class ResumeScalingInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { description: 'Why.' }) reason!: string;
}

@InputType({ description: 'The practice is given up; it and its history stay to be read.' })
export class RetirePracticeInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => String, { description: 'Why.' }) reason!: string;
}

/** Left out or null becomes an empty text. */
const written = text.prose.nullish().transform((value) => value ?? '');
/** Left out or null stays as it is. */
const changed = text.prose.nullish().transform((value) => value ?? undefined);
const reference = text.id.nullish().transform((value) => value ?? null);

export const openPractice = z.object({
  id: text.id,
  networkId: text.id,
  changeIdeaId: reference,
  cycleId: reference,
  name: text.line,
  description: written,
  core: written,
  adaptable: written,
});

export const editPractice = z.object({
  name: text.line.nullish().transform((value) => value ?? undefined),
  description: changed,
  core: changed,
  adaptable: changed,
});

/** The reason is empty when none was given: the lifecycle's own rule then says that it must be written. */
export const practiceStep = z.object({ reason: written });
