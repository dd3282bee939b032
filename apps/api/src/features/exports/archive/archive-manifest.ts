import { z } from 'zod';

/** What the archive is, so that another version of the product can say that it is another one. */
export const archiveFormat = 'throughline-archive-1';
export const manifestFile = 'manifest.json';
export const accountsFile = 'tables/accounts.jsonl';
export const tableFile = (table: string): string => `tables/${table}.jsonl`;
export const csvFile = (table: string): string => `csv/${table}.csv`;
export const uploadFile = (name: string): string => `uploads/${name}`;

const sum = { sha256: z.string().regex(/^[0-9a-f]{64}$/) };
const head = z.object({
  partnershipId: z.uuid(),
  number: z.number(),
  hash: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

/** What stands in an archive's `manifest.json`. */
export const archiveManifest = z.object({
  format: z.literal(archiveFormat),
  /** The newest migration of the database that it was made of. */
  schema: z.string(),
  made: z.string(),
  partnership: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  /** By the SHA-256 of the table's file, which is the hash of its rows in canonical form. */
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), columns: z.array(z.string()), ...sum })),
  uploads: z.array(z.object({ name: z.uuid(), bytes: z.number().int(), ...sum })),
  leftOut: z.record(z.string(), z.string()),
  auditHead: head.nullable(),
});
export type ArchiveManifest = z.infer<typeof archiveManifest>;
