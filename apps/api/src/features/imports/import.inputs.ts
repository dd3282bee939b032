import { Field, InputType, Int } from '@nestjs/graphql';
import { encodings } from '@throughline/source-files/text/decoding';
import { decimalSigns } from '@throughline/source-files/mapping/marks';
import { delimiters } from '@throughline/source-files/text/records';
import { z } from 'zod';
import { text } from '../../kernel/inputs.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { MappingDocument } from './import.scalars.ts';

@InputType({ description: 'How the columns of an import are read.' })
export class MapImportInput {
  @Field(() => Uuid, { description: 'Made by the client for each new write, repeated in a retry.' })
  idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => MappingDocument, {
    description: 'An indicator is named by its id or its name.',
  })
  mapping!: unknown;
}

@InputType({ description: 'What a person knows better about a file; what is left out is found out.' })
export class FileLookInput {
  @Field(() => String, { nullable: true }) encoding?: string;
  @Field(() => String, { nullable: true }) delimiter?: string;
  @Field(() => Int, { nullable: true, description: 'From 1; null when the file has none.' }) headerLine?: number | null;
  @Field(() => String, { nullable: true }) sheet?: string;
  @Field(() => String, { nullable: true }) decimalSign?: string;
}

@InputType({ description: 'How a file is to be looked at.' })
export class SeeImportInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
  @Field(() => FileLookInput) file!: FileLookInput;
}

/** What every step of an import names: which import, as the person saw it. */
@InputType({ isAbstract: true })
export abstract class ImportStepInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => Int, { description: 'The version that the person saw.' }) version!: number;
}

/** A step of an import that takes something back. */
@InputType({ isAbstract: true })
export abstract class ImportReasonInput extends ImportStepInput {
  @Field(() => String, { nullable: true, description: 'Why, for the history.' }) reason?: string | null;
}

@InputType({ description: 'Checks every row of a mapped file.' })
export class CheckImportInput extends ImportStepInput {}

@InputType({ description: 'Puts the observations of a checked file where they are read.' })
export class CommitImportInput extends ImportStepInput {}

@InputType({ description: 'Takes back what an import brought.' })
export class UndoImportInput extends ImportReasonInput {}

@InputType({ description: 'Sets an import aside that was never committed.' })
export class DiscardImportInput extends ImportReasonInput {}

@InputType({ description: 'A mapping to keep for the next file.' })
export class SaveMappingInput {
  @Field(() => Uuid) idempotencyKey!: string;
  @Field(() => Uuid) id!: string;
  @Field(() => String, { description: 'A mapping of the same name is replaced.' }) name!: string;
  @Field(() => MappingDocument) mapping!: unknown;
}

export const mapImport = z.object({ id: text.id, version: z.int(), mapping: z.unknown() });
const optional = <T extends z.ZodType>(type: T) => type.optional();
export const seeImport = z.object({
  id: text.id,
  version: z.int(),
  file: z.strictObject({
    encoding: optional(z.enum(encodings)),
    delimiter: optional(z.enum(delimiters)),
    headerLine: optional(z.int().min(1, 'Choose a line of the file.').nullable()),
    sheet: optional(z.string().max(100)),
    decimalSign: optional(z.enum(decimalSigns)),
  }),
});
export const importStep = z.object({ id: text.id, version: z.int() });
export const importReason = importStep.extend({ reason: text.prose.nullish().transform((value) => value ?? '') });
export const saveMapping = z.object({ id: text.id, name: text.line, mapping: z.unknown() });
export const upload = z.object({
  id: text.id,
  batch: text.id.nullish().transform((value) => value ?? null),
  name: z.string().trim().min(1, 'The file needs a name.').max(255, 'Shorten the file’s name to 255 characters.'),
});
