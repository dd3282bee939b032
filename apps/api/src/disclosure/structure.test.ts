import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
/** Who may read what the gate has not screened. */
const behindTheGate = ['disclosure/', 'schema/', 'features/imports/', 'features/observations/'];
/** `observation`, its revisions and its staging table where SQL names a table: after FROM, JOIN, INTO, UPDATE, ONLY or a comma. */
const tableOfObservations =
  /\b(?:from|join|into|update|only|using|table)\s+(?:only\s+)?(?:public\.)?"?(?:staged_)?observation(?:_revision)?"?(?![\w])/i;
/** The entities of the same tables: a typed `tx.find` or `tx.columns` would be the same way round the gate. */
const entities =
  /\b(?:Observation|ObservationRevision|StagedObservation)\b[^;]*from '[^']*observation[^']*\.entity\.ts'/;

const passes = (text: string): boolean => !tableOfObservations.test(text) && !entities.test(text);

describe('the disclosure gate', () => {
  it('recognises what it looks for', () => {
    expect(passes('SELECT value FROM observation o')).toBe(false);
    expect(passes('LEFT JOIN\n  observation o ON true')).toBe(false);
    expect(passes('DELETE FROM "observation_revision"')).toBe(false);
    expect(passes("import { Observation } from '../observations/observation.entity.ts';")).toBe(false);
    expect(passes('SELECT value FROM released_observation r')).toBe(true);
    expect(passes('what came of an observation is told')).toBe(true);
  });

  it('is the only way to an observation', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter(
        (file) =>
          file.endsWith('.ts') &&
          !file.endsWith('.test.ts') &&
          !behindTheGate.some((folder) => file.startsWith(folder)),
      );
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !passes(readFileSync(source + file, 'utf8')))).toEqual([]);
  });
});
