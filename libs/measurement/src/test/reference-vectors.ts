import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const sharedFolder = process.env['THROUGHLINE_SHARED'] ?? join(repositoryRoot, '../shared');

/** Reads one file of reference answers, or says loudly that it is not there and answers null. */
export function readVectors<T>(file: string): T | null {
  const path = join(sharedFolder, 'vectors', file);
  if (!existsSync(path)) {
    console.warn(`Reference vectors are absent, their tests are skipped: ${path} (set THROUGHLINE_SHARED)`);
    return null;
  }
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function near(actual: number, expected: number): boolean {
  return actual === expected || Math.abs(actual - expected) <= 1e-8 * Math.max(Math.abs(actual), Math.abs(expected));
}

/** Where two plain values differ, numbers at relative tolerance 1e-8; an empty list means that they agree. */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (typeof actual === 'number' && typeof expected === 'number') {
    return near(actual, expected) ? [] : [`${path}: ${actual} instead of ${expected}`];
  }
  if (actual !== null && expected !== null && typeof actual === 'object' && typeof expected === 'object') {
    const left = Object.entries(actual);
    const right = new Map<string, unknown>(Object.entries(expected));
    const missing = [...right.keys()].filter((key) => !(key in actual)).map((key) => `${path}.${key}: missing`);
    return [
      ...missing,
      ...left.flatMap(([key, value]) =>
        right.has(key) ? differences(value, right.get(key), `${path}.${key}`) : [`${path}.${key}: not expected`],
      ),
    ];
  }
  return Object.is(actual, expected) ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
}

/** The value without the named fields, for fields in which the reference tool itself is known to be wrong. */
export function without(value: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
}
