import { Field, InputType } from '@nestjs/graphql';
import type { Refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../inputs.ts';
import { type Fields, InputField, type RawOf, type ValuesOf } from './fields.ts';

/** What is wrong, by field; null when nothing is. */
export type Check<V> = (values: V) => Readonly<Record<string, Refusal>> | null;

/** A GraphQL input class of ours. */
export type InputClass = new () => object;

/** Fields under one name in the schema: a filter, or the entries of a list in an input. */
export interface InputPart<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  readonly schema: z.ZodType<ValuesOf<F>>;
  readonly input: InputClass;
}

/** Makes the class of an input type from its fields. */
export function inputClass(name: string, description: string, fields: Fields): InputClass {
  // oxlint-disable-next-line typescript/no-extraneous-class -- its fields are declared below, at run time
  const made = { [name]: class {} }[name] as InputClass;
  InputType(name, { description })(made);
  for (const [key, { shape, absence }] of Object.entries(fields)) {
    const options = {
      ...(absence !== 'required' && { nullable: true }),
      ...(shape.description !== undefined && { description: shape.description }),
    };
    Field(shape.type as () => object, options)(made.prototype as object, key);
  }
  return made;
}

/** Validates fields together: first each by itself, then against each other. */
export function schemaOf<F extends Fields>(fields: F, checks: readonly Check<ValuesOf<F>>[]): z.ZodType<ValuesOf<F>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]));
  const whole = z.object(shape) as unknown as z.ZodType<ValuesOf<F>>;
  return checks.reduce<z.ZodType<ValuesOf<F>>>(
    (schema, check) =>
      schema.superRefine((values, context) => {
        for (const [path, reason] of Object.entries(check(values) ?? {})) {
          context.addIssue({ code: 'custom', path: path.split('.'), ...because(reason) });
        }
      }),
    whole,
  );
}

/** Declares fields with a name of their own in the schema that are not a write: a filter, the rows of a list. */
export function inputPart<F extends Fields>(
  name: string,
  description: string,
  fields: F,
  ...checks: Check<ValuesOf<F>>[]
): InputPart<F> {
  return { name, fields, schema: schemaOf(fields, checks), input: inputClass(name, description, fields) };
}

/** What a caller passes for a part. */
export type RawPart<P extends InputPart> = RawOf<P['fields']>;

/** What a service receives for a part. */
export type PartValues<P extends InputPart> = ValuesOf<P['fields']>;

/** A field that holds a part. */
export function within<F extends Fields>(part: InputPart<F>): InputField<RawOf<F>, ValuesOf<F>> {
  return new InputField<RawOf<F>, ValuesOf<F>>({
    schema: part.schema,
    type: () => part.input,
    part: part as unknown as InputPart,
  });
}
