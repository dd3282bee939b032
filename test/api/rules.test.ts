import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '@throughline/domain/dates';
import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import { isPredicted as domainIsPredicted } from '@throughline/domain/lifecycles/prediction';
import { stuckReason } from '@throughline/domain/stuck';
import * as vocabulary from '@throughline/domain/vocabulary';
import { actionStates, cycleStages, escalationStates, predictionDirections } from '@throughline/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { isLateEscalation } from '../../apps/api/src/database/escalation-sql.ts';
import { isLateAction, isOpenAction, isOpenCycle, isPredicted } from '../../apps/api/src/database/work-sql.ts';
import { useConnection } from '../support/connection.ts';
import { engines } from '../support/database.ts';
import { textsOf, wordsIn } from '../support/sql-words.ts';

const today = '2026-03-08';
const days = [null, ...[-1, 0, 1].map((apart) => addDays(today, apart))];

describe.each(engines)('rules in SQL say on %s what the domain says', (engine) => {
  const connection = useConnection(engine);

  /** What a rule answers of each row of `alias`. */
  async function answersOf(rows: readonly object[], alias: string, columns: string, rule: string): Promise<boolean[]> {
    const text = `SELECT ${rule} AS says FROM jsonb_to_recordset($1::jsonb) AS ${alias} (place int, ${columns}) ORDER BY place`;
    const placed = rows.map((row, place) => ({ place, ...row }));
    const { rows: answers } = await connection().query<{ says: boolean }>(text, [JSON.stringify(placed)]);
    return answers.map(({ says }) => says);
  }

  it('of open and of late actions', async () => {
    const rows = actionStates.flatMap((state) => days.map((due) => ({ state, due_on: due })));
    const columns = 'state text, due_on date';
    expect(await answersOf(rows, 'a', columns, isOpenAction)).toEqual(rows.map(({ state }) => actionIsOpen(state)));
    // A blocked action is stuck for another reason first; it is late as one that is under way.
    const late = rows.map(({ state, due_on: dueOn }) => {
      const asIf = state === 'blocked' ? 'in_progress' : state;
      return stuckReason({ kind: 'action', state: asIf, dueOn }, today) !== null;
    });
    expect(await answersOf(rows, 'a', columns, isLateAction(`'${today}'::date`))).toEqual(late);
  });

  it('of late asks', async () => {
    const rows = escalationStates.flatMap((state) =>
      days.flatMap((respond) => days.map((promised) => ({ state, respond_by: respond, promised_by: promised }))),
    );
    const late = rows.map(
      ({ state, respond_by: respondBy, promised_by: promisedOn }) =>
        stuckReason({ kind: 'escalation', state, respondBy, promisedOn }, today) !== null,
    );
    const rule = `coalesce(${isLateEscalation(`'${today}'::date`)}, false)`;
    expect(await answersOf(rows, 'e', 'state text, respond_by date, promised_by date', rule)).toEqual(late);
  });

  it('of questions that say what is expected', async () => {
    const directions = [null, ...predictionDirections];
    const rows = ['', ' ', 'Six of ten'].flatMap((prediction) =>
      directions.flatMap((direction) =>
        [null, '2026-03-01'].map((retired) => ({ prediction, direction, retired_at: retired })),
      ),
    );
    expect(await answersOf(rows, 'q', 'prediction text, direction text, retired_at timestamptz', isPredicted)).toEqual(
      rows.map((row) => row.retired_at === null && domainIsPredicted(row)),
    );
  });

  it('of tests without a decision', async () => {
    const rows = cycleStages.map((stage) => ({ stage }));
    const stuck = rows.map(
      ({ stage }) => stuckReason({ kind: 'cycle', state: stage, predictedQuestions: 0 }, today) !== null,
    );
    expect(await answersOf(rows, 'y', 'stage text', isOpenCycle('y.stage'))).toEqual(stuck);
  });
});

/** Words in statements that are of no list of the domain, or are the list's own source. */
const ownWords: Readonly<Record<string, readonly [reason: string, ...words: string[]]>> = {
  'features/imports/commit/import-commit.sql.ts': ['names of settings', 'work_mem', 'enable_nestloop', 'jit'],
  'features/indicators/series.reads.ts': ['the clearance of a transaction', 'full'],
  'features/partnerships/forgetting.sql.ts': ['a type of JSON, and names of properties', 'array', 'name', 'email'],
  'features/threads/thread.reads.ts': ['the two directions of the walk, made in the same statement', 'back', 'forward'],
  'schema/row-level-security.ts': ['names of the catalog, and the clearance', 'public', 'partnership_id', 'full'],
  'schema/generate-migration.ts': ['a module of the migration that it writes', 'typeorm'],
  'server.ts': ['a header of HTTP', 'none'],
};

describe('words in statements', () => {
  const root = join(import.meta.dirname, '../../apps/api/src');
  const files = globSync('**/*.ts', { cwd: root }).filter((file) => !/\.test\.ts$|^schema\/migrations\//.test(file));
  const closed = new Set<string>(Object.values(vocabulary).flat());
  const typedIn = (source: string): string[] =>
    textsOf(source)
      .flatMap(wordsIn)
      .filter(({ word, isCompared }) => isCompared || closed.has(word))
      .map(({ word }) => word);

  it('are found, whether they are compared or of a list', () => {
    const source = [
      "const late = `a.state = 'done' OR a.state IN ('open', 'put_off')`;",
      "const shown = `json_build_object('done', count(*), 'other', ${late}, 'state', 'blocked')`;",
      "const kind = `SELECT x.id, 'charter' FROM x`; const setting = `set_config('app.role', 'x', true)`;",
    ].join('\n');
    expect(typedIn(source)).toEqual(['done', 'open', 'put_off', 'blocked', 'charter']);
  });

  it('come from the domain, and are not typed again', () => {
    const found = files.flatMap((file) => {
      const [, ...own] = ownWords[file] ?? [''];
      const typed = typedIn(readFileSync(join(root, file), 'utf8')).filter((word) => !own.includes(word));
      return typed.map((word) => `${file}: '${word}'`);
    });
    expect(found).toEqual([]);
  });

  it('are excepted only where they still stand', () => {
    const gone = Object.entries(ownWords).flatMap(([file, [, ...words]]) => {
      const typed = files.includes(file) ? typedIn(readFileSync(join(root, file), 'utf8')) : [];
      return words.filter((word) => !typed.includes(word)).map((word) => `${file}: '${word}'`);
    });
    expect(gone).toEqual([]);
  });

  it('say what is predicted in one place', () => {
    const typed = files.filter(
      (file) => file !== 'database/work-sql.ts' && /\bprediction\)? <> ''/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(typed).toEqual([]);
  });
});
