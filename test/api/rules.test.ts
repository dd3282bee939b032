import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '@throughline/domain/dates';
import { actionIsOpen } from '@throughline/domain/lifecycles/action';
import { stuckReason } from '@throughline/domain/stuck';
import { actionStates, cycleStages, escalationStates } from '@throughline/domain/vocabulary';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLateAsk } from '../../apps/api/src/database/ask-sql.ts';
import { isLateAction, isOpenAction, isOpenCycle } from '../../apps/api/src/database/work-sql.ts';
import { createDatabase, engines, type TestDatabase } from '../support/database.ts';

const today = '2026-03-08';
const days = [null, ...[-1, 0, 1].map((apart) => addDays(today, apart))];

describe.each(engines)('rules in SQL say on %s what the domain says', (engine) => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createDatabase(engine);
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** What a rule answers of each row of `alias`. */
  async function judged(rows: readonly object[], alias: string, columns: string, rule: string): Promise<boolean[]> {
    const text = `SELECT ${rule} AS says FROM jsonb_to_recordset($1::jsonb) AS ${alias} (place int, ${columns}) ORDER BY place`;
    const placed = rows.map((row, place) => ({ place, ...row }));
    const { rows: answers } = await client.query<{ says: boolean }>(text, [JSON.stringify(placed)]);
    return answers.map(({ says }) => says);
  }

  it('of open and of late actions', async () => {
    const rows = actionStates.flatMap((state) => days.map((due) => ({ state, due_on: due })));
    const columns = 'state text, due_on date';
    expect(await judged(rows, 'a', columns, isOpenAction)).toEqual(rows.map(({ state }) => actionIsOpen(state)));
    // A blocked action is stuck for another reason first; it is late as one that is under way.
    const late = rows.map(({ state, due_on: dueOn }) => {
      const asIf = state === 'blocked' ? 'in_progress' : state;
      return stuckReason({ kind: 'action', state: asIf, dueOn }, today) !== null;
    });
    expect(await judged(rows, 'a', columns, isLateAction(`'${today}'::date`))).toEqual(late);
  });

  it('of late asks', async () => {
    const rows = escalationStates.flatMap((state) =>
      days.flatMap((respond) => days.map((promised) => ({ state, respond_by: respond, promised_by: promised }))),
    );
    const late = rows.map(
      ({ state, respond_by: respondBy, promised_by: promisedOn }) =>
        stuckReason({ kind: 'escalation', state, respondBy, promisedOn }, today) !== null,
    );
    const rule = `coalesce(${isLateAsk(`'${today}'::date`)}, false)`;
    expect(await judged(rows, 'e', 'state text, respond_by date, promised_by date', rule)).toEqual(late);
  });

  it('of tests without a decision', async () => {
    const rows = cycleStages.map((stage) => ({ stage }));
    const stuck = rows.map(
      ({ stage }) => stuckReason({ kind: 'cycle', state: stage, predictedQuestions: 0 }, today) !== null,
    );
    expect(await judged(rows, 'y', 'stage text', isOpenCycle('y.stage'))).toEqual(stuck);
  });
});

it('none of these rules is typed again in a statement', () => {
  const root = join(import.meta.dirname, '../../apps/api/src');
  const typed = [/NOT IN \('done'/, /stage (<>|!=) 'closed'/, /\bprediction\)? <> ''/];
  const apart = /^database\/work-sql\.ts$|\.test\.ts$|^schema\/migrations\//;
  const found = globSync('**/*.ts', { cwd: root }).filter(
    (file) => !apart.test(file) && typed.some((each) => each.test(readFileSync(join(root, file), 'utf8'))),
  );
  expect(found).toEqual([]);
});
