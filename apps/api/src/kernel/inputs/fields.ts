import { Float, Int } from '@nestjs/graphql';
import { isDay } from '@throughline/domain/dates';
import { isEmail } from '@throughline/domain/email';
import { isWritten } from '@throughline/domain/lifecycle';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { GraphQLScalarType } from 'graphql';
import { z } from 'zod';
import { because, isUuid, storable } from '../inputs.ts';
import { Day, Uuid } from '../scalars.ts';
import type { InputPart } from './part.ts';

/** What happens to a field that is left out or null. */
export type Absence =
  /** It is required. */
  | 'required'
  /** It counts as null. */
  | 'null'
  /** It gets the default given by `or`. */
  | 'default'
  /** The row keeps its value, for null as well. */
  | 'stays'
  /** Left out, the row keeps its value; null removes it. */
  | 'clears';

/** What an input's id refers to; the pipeline of writes resolves it (writes/references.ts). */
export interface Reference {
  /** Name of the table. */
  readonly table: string;
  /** May belong to another network than the one that the write is about. */
  readonly anywhere: boolean;
  /** May be retired, because past events can still be recorded for it. */
  readonly retiredToo: boolean;
  /** The states that it must be in; null for any. */
  readonly states: readonly string[] | null;
}

interface FieldShape {
  readonly schema: z.ZodType;
  readonly type: () => GraphQLScalarType | object | [GraphQLScalarType | object];
  readonly description?: string;
  readonly reference?: Reference;
  /** The part, for a field that holds one or a list of them. */
  readonly part?: InputPart;
}

/**
 * One field of an input: its GraphQL type, its validation with our own messages, and what leaving it out means. `In` is
 * what a caller passes, `Out` what the service receives.
 */
export class InputField<In, Out = In> {
  /** Never set; carries the types. */
  declare readonly types: { in: In; out: Out };

  constructor(
    readonly shape: FieldShape,
    readonly absence: Absence = 'required',
    readonly fallback?: Out,
  ) {}

  /** Left out counts as null. */
  optional(): InputField<In | null | undefined, Out | null> {
    return new InputField(this.shape, 'null');
  }

  /** Left out counts as this. */
  or(value: Out): InputField<In | null | undefined, Out> {
    return new InputField<In | null | undefined, Out>(this.shape, 'default', value);
  }

  /** Its description in the schema. */
  saying(description: string): InputField<In, Out> {
    return new InputField<In, Out>({ ...this.shape, description }, this.absence, this.fallback);
  }

  /** The same field in a change: left out, the row keeps its value; null removes an optional one. */
  asChange(): InputField<In | null | undefined, Out | undefined> {
    return new InputField(this.shape, this.absence === 'null' ? 'clears' : 'stays');
  }

  /** Its validation, absence included. */
  get schema(): z.ZodType {
    const { schema } = this.shape;
    switch (this.absence) {
      case 'required':
        return schema;
      case 'null':
        return schema.nullish().transform((value) => value ?? null);
      case 'default':
        return schema.nullish().transform((value) => value ?? this.fallback);
      case 'stays':
        return schema.nullish().transform((value) => value ?? undefined);
      case 'clears':
        return schema.nullish();
    }
  }
}

/** Fields by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- a field of any types, which inference reads back
export type Fields = Readonly<Record<string, InputField<any, any>>>;

type Flat<T> = { [K in keyof T]: T[K] };
type Needed<F extends Fields> = { [K in keyof F]: undefined extends F[K]['types']['in'] ? never : K }[keyof F];

/** What a caller passes. */
export type RawOf<F extends Fields> = Flat<
  { [K in Needed<F>]: F[K]['types']['in'] } & { [K in Exclude<keyof F, Needed<F>>]?: F[K]['types']['in'] }
>;

type Certain<F extends Fields> = { [K in keyof F]: undefined extends F[K]['types']['out'] ? never : K }[keyof F];

/** What the service receives. */
export type ValuesOf<F extends Fields> = Flat<
  { [K in Certain<F>]: F[K]['types']['out'] } & { [K in Exclude<keyof F, Certain<F>>]?: F[K]['types']['out'] }
>;

/** The fields as changes to an existing row. */
export type ChangesOf<F extends Fields> = {
  [K in keyof F]: InputField<F[K]['types']['in'] | null | undefined, F[K]['types']['out'] | undefined>;
};

/** The fields as changes: what is left out stays, null removes an optional value. This rule stands here alone. */
export function changes<F extends Fields>(fields: F): ChangesOf<F> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.asChange()])) as ChangesOf<F>;
}

const field = <T>(schema: z.ZodType<T>, type: FieldShape['type']): InputField<T> => new InputField({ schema, type });

const mostOfLine = 300;
const mostOfProse = 20_000;
/** A text as the database can hold it ({@link storable}), without blanks around it; one of which nothing can be seen is empty. */
const text = (): z.ZodString =>
  z
    .string()
    .overwrite(storable)
    .trim()
    .overwrite((written) => (isWritten(written) ? written : ''));

const textUpTo = (most: number): z.ZodType<string> =>
  text().refine((written) => written.length <= most, because(refusal('FIELD_TOO_LONG', { most })));
const writtenUpTo = (most: number): z.ZodType<string> =>
  textUpTo(most).refine((written) => written !== '', because(refusal('FIELD_EMPTY')));

/** A required line of text. */
export const line = (most = mostOfLine): InputField<string> => field(writtenUpTo(most), () => String);

/** Free text that may be empty. */
export const prose = (most = mostOfProse): InputField<string> => field(textUpTo(most), () => String);

/** Required free text. */
export const writtenProse = (): InputField<string> => field(writtenUpTo(mostOfProse), () => String);

/** A text with a validation of its own. */
export const textLike = (schema: z.ZodType<string, string>): InputField<string> =>
  field(z.string().overwrite(storable).pipe(schema), () => String);

/** An e-mail address, in lower case: addresses are compared so. */
export const email = (): InputField<string> =>
  textLike(
    z
      .string()
      .trim()
      .toLowerCase()
      .refine(isEmail, because(refusal('NO_EMAIL'))),
  );

const isDate = (text: string): boolean => z.iso.date().safeParse(text).success;

/** A calendar day that exists, 1900 to 2199. */
export const day = (): InputField<string> =>
  field(
    z
      .string()
      .refine(isDate, because(refusal('NO_SUCH_DAY')))
      .refine(isDay, because(refusal('DAY_OUT_OF_RANGE'))),
    () => Day,
  );

/** A whole number. */
export const whole = (least: number, most: number): InputField<number> =>
  field(
    z
      .number()
      .refine(Number.isInteger, because(refusal('NOT_WHOLE')))
      .refine((value) => value >= least, because(refusal('NUMBER_TOO_SMALL', { least })))
      .refine((value) => value <= most, because(refusal('NUMBER_TOO_LARGE', { most }))),
    () => Int,
  );

/** The version of a row that the person saw. */
export const version = (): InputField<number> =>
  field<number>(z.int(), () => Int).saying('The version that the person saw.');

/** A position in a list. */
export const position = (): InputField<number> => whole(0, 10_000);

const largest = 1e15;

/** A measured value: finite, and no larger than what a double keeps exact. */
export const measurement = (): InputField<number> =>
  field(
    z
      .number()
      .refine((value) => value >= -largest, because(refusal('NUMBER_TOO_SMALL', { least: -largest })))
      .refine((value) => value <= largest, because(refusal('NUMBER_TOO_LARGE', { most: largest }))),
    () => Float,
  );

/** Yes or no. */
export const flag = (): InputField<boolean> => field(z.boolean(), () => Boolean);

/** One word of a closed list, given as its GraphQL enum (kernel/words.ts). */
export const word = <W extends string>(words: Readonly<Record<W, W>>): InputField<W> =>
  field(z.enum(Object.values<W>(words) as [W, ...W[]]) as z.ZodType<W>, () => words);

/** A JSON document with a scalar of its own, validated by the schema. */
export const document = <In, Out>(schema: z.ZodType<Out, In>, scalar: GraphQLScalarType<Out>): InputField<In, Out> =>
  new InputField<In, Out>({ schema, type: () => scalar });

const uuid = z.string().refine(isUuid, because(refusal('NOT_A_UUID')));

/** An id that the client makes for something new. */
export const newId = (): InputField<string> => field(uuid, () => Uuid);

/**
 * The id of an existing row: of this partnership, of the network that the write is about unless `anywhere`, not retired
 * unless `retiredToo`, and in one of `states` if any are given.
 */
export const ref = (
  table: string,
  { anywhere = false, retiredToo = false, states = null }: Partial<Omit<Reference, 'table'>> = {},
): InputField<string> =>
  new InputField({ schema: uuid, type: () => Uuid, reference: { table, anywhere, retiredToo, states } });

/** A list of at most `most` entries. */
export function list<In, Out>(part: InputField<In, Out>, most: number): InputField<In[], Out[]> {
  const one = part.shape.type();
  return new InputField<In[], Out[]>({
    ...part.shape,
    schema: z.array(part.schema).refine((all) => all.length <= most, because(refusal('LIST_TOO_LONG', { most }))),
    type: () => [one as object],
  });
}
