import type { DisclosureOptions, Ledger, Release } from '@throughline/measurement/disclosure';
import { codings } from '@throughline/domain/vocabulary';
import { z } from 'zod';
import { UsageError } from './usage.ts';

const count = z.number().nonnegative().nullable();
const range = z.tuple([z.number(), z.number().nullable()]);
const percent = z.number().min(0).max(100);
const roundedPercent = z.object({ value: percent, half: z.number().nonnegative() });
const sum = z.object({ total: z.string(), parts: z.array(z.string()), numerators: z.boolean() });

const cell = z.object({
  key: z.string().min(1),
  version: z.number().int().positive().optional(),
  indicator: z.string().default(''),
  period: z.string().default(''),
  place: z.string().default(''),
  population: z
    .object({ dimension: z.string().nullable(), group: z.string().nullable() })
    .default({ dimension: null, group: null }),
  n: count.default(null),
  x: count.default(null),
  percentage: roundedPercent.nullable().default(null),
  countsPublished: z.boolean().optional(),
  earlier: z.array(z.object({ version: z.number().int().positive(), n: count, x: count })).optional(),
  omitted: z.boolean().optional(),
});

const fact = z.object({ n: range, x: range, share: z.tuple([z.number(), z.number()]) });

/** The library's own words for a release, with the keys that are hidden. */
const file = z.object({
  cells: z.array(cell).min(1),
  sets: z.array(z.object({ total: z.string(), parts: z.array(z.string()) })).default([]),
  nested: z.array(z.object({ outer: z.string(), inner: z.string() })).optional(),
  charts: z
    .array(
      z.object({
        id: z.string(),
        points: z.array(z.string()),
        centre: roundedPercent,
        limits: z.array(z.object({ key: z.string(), limit: percent, half: z.number().nonnegative() })),
      }),
    )
    .optional(),
  hidden: z.array(z.string()).default([]),
  withheldCharts: z.array(z.string()).default([]),
  options: z.object({
    minimum: z.number().int().min(5).max(30),
    countsPublished: z.boolean(),
    coding: z.enum(codings),
  }),
  ledger: z
    .array(
      z.object({
        facts: z.array(z.tuple([z.string(), fact])).default([]),
        sums: z.array(sum).default([]),
        centres: z
          .array(z.object({ points: z.array(z.string()), share: z.tuple([z.number(), z.number()]) }))
          .default([]),
        guarded: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

/** A release to audit. */
export interface ReleaseFile {
  release: Release;
  hidden: ReadonlySet<string>;
  withheldCharts: ReadonlySet<string>;
  options: DisclosureOptions;
  ledger: Ledger;
}

/** Reads a release from JSON. @throws UsageError that names where it is none. */
export function releaseFile(content: string): ReleaseFile {
  const json = ((): unknown => {
    try {
      return JSON.parse(content);
    } catch {
      throw new UsageError('The release is no JSON.');
    }
  })();
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`The release cannot be read at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
  }
  const { cells, sets, nested, charts, hidden, withheldCharts, options, ledger } = parsed.data;
  const known = new Set(cells.map(({ key }) => key));
  const stranger = hidden.find((key) => !known.has(key));
  if (stranger !== undefined) throw new UsageError(`The hidden “${stranger}” is none of the cells.`);
  return {
    release: { cells, sets, nested, charts },
    hidden: new Set(hidden),
    withheldCharts: new Set(withheldCharts),
    options,
    ledger,
  };
}
