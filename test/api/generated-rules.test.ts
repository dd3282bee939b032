import * as fc from 'fast-check';
import { addDays } from '@throughline/domain/dates';
import { escalationClock, type EscalationMove, medianResponseDays } from '@throughline/domain/escalation-clock';
import { next } from '@throughline/domain/lifecycle';
import { escalationLifecycle, type EscalationVerb } from '@throughline/domain/lifecycles/escalation';
import { type ThreadLink, walkThread } from '@throughline/domain/thread';
import { describe, expect, it } from 'vitest';
import { responseTimesOfAll } from '../../apps/api/src/features/escalations/escalation.reads.ts';
import { threadOfItem } from '../../apps/api/src/features/threads/thread.reads.ts';
import { useConnection } from '../support/connection.ts';
import { engines } from '../support/database.ts';

const partnership = '00000000-0000-4000-8000-000000000001';
const uuid = (kind: number, at: number) => `00000000-0000-4000-8000-${String(kind * 1000 + at).padStart(12, '0')}`;

describe.each(engines)('what a statement works out on %s is what the domain works out', (engine) => {
  const connection = useConnection(engine);

  /** Tables of this session alone, of the same names and columns, that hold these rows and stand before the real ones. */
  async function withRows<Row extends object>(
    tables: Readonly<Record<string, readonly object[]>>,
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    const client = connection();
    await client.query('BEGIN');
    try {
      for (const [table, rows] of Object.entries(tables)) {
        const named = rows.map((row) => ({ partnership_id: partnership, ...row }));
        await client.query(`CREATE TEMPORARY TABLE ${table} AS TABLE public.${table} WITH NO DATA`);
        await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
          JSON.stringify(named),
        ]);
      }
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.query('ROLLBACK');
    }
  }

  it('of what an item came of and what came of it', async () => {
    const size = 7;
    const place = fc.integer({ min: 0, max: size - 1 });
    const graphs = fc.record({
      links: fc.uniqueArray(fc.tuple(place, place), { maxLength: 14, selector: ([from, to]) => `${from} ${to}` }),
      voided: fc.uniqueArray(place, { maxLength: 2 }),
      depth: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(graphs, async ({ links, voided, depth }) => {
        const start = 0;
        const isVoid = (at: number) => at !== start && voided.includes(at);
        const items = Array.from({ length: size }, (_, at) => ({
          id: uuid(1, at),
          kind: 'factor',
          title: `Item ${at}`,
          state: '',
          on: '2026-01-01',
          is_void: isVoid(at),
          is_over: false,
          is_stuck: false,
        }));
        const edges = links.map(([from, to], at) => ({
          id: uuid(2, at),
          from_id: uuid(1, from),
          to_id: uuid(1, to),
          relation: 'answers' as const,
        }));
        const rows = await withRows<{ direction: 'back' | 'forward'; id: string; depth: number }>(
          { item: items, link: edges },
          threadOfItem,
          [partnership, uuid(1, start), depth, 60],
        );
        const walked = rows.filter((row) => row.depth > 0).map((row) => `${row.direction} ${row.depth} ${row.id}`);
        // Nothing leads on from what was voided.
        const standing: ThreadLink[] = links
          .filter((ends) => !ends.some(isVoid))
          .map(([from, to]) => ({ fromId: uuid(1, from), toId: uuid(1, to), relation: 'answers' }));
        const expected = (['back', 'forward'] as const).flatMap((direction) =>
          walkThread(uuid(1, start), standing, direction, depth).map((step) => `${direction} ${step.depth} ${step.id}`),
        );
        expect(walked.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('of how long those who are asked take to answer', async () => {
    const zones = ['America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'];
    const verbs: readonly EscalationVerb[] = [...new Set(escalationLifecycle.transitions.map(({ verb }) => verb))];
    const step = fc.record({ verb: fc.constantFrom(...verbs), minutes: fc.integer({ min: 1, max: 4000 }) });
    const asks = fc.array(fc.array(step, { maxLength: 10 }), { minLength: 1, maxLength: 4 });
    // Each way starts shortly before a change of daylight saving, and may take weeks.
    const start = Date.parse('2026-03-07T20:00:00Z');
    await fc.assert(
      fc.asyncProperty(asks, fc.constantFrom(...zones), async (ways, zone) => {
        const clinic = uuid(3, 0);
        const histories = ways.map((way) => historyOf(way, start));
        const entries = histories.map((moves, ask) => moves.map((move) => ({ ...move, ask })));
        const stepRow = ({ at, ask }: { at: string; ask: number }, place: number) => ({
          id: uuid(5, place),
          escalation_id: uuid(4, ask),
          created_at: at,
        });
        const isWording = ({ verb }: EscalationMove) => verb === 'raise' || verb === 'revise';
        const moves = entries.flat();
        const [row] = await withRows<{ medianDays: number | null; answered: number }>(
          {
            partnership: [{ id: partnership, time_zone: zone }],
            organization: [{ id: clinic, name: 'Clinic' }],
            escalation: [],
            escalation_wording: moves
              .map((move, place) => ({ ...stepRow(move, place), move }))
              .filter(({ move }) => isWording(move))
              .map(({ move: _move, ...wording }) => ({ ...wording, asks_anew: true, to_organization_id: clinic })),
            escalation_answer: moves
              .map((move, place) => ({ ...stepRow(move, place), verb: move.verb, asked_organization_id: clinic }))
              .filter((_, place) => !isWording(moves[place] ?? { verb: 'raise', at: '' })),
          },
          responseTimesOfAll,
          [partnership, 10],
        );
        const days = histories.flatMap((history) => responseDaysOf(history, zone));
        expect(row === undefined ? 0 : Number(row.answered)).toBe(days.length);
        expect(row?.medianDays ?? null).toBe(medianResponseDays(days));
      }),
      { numRuns: 60 },
    );
  });
});

/** The moves of an ask that the lifecycle lets through, each some minutes after the last. */
function historyOf(way: readonly { verb: EscalationVerb; minutes: number }[], start: number): EscalationMove[] {
  const facts = { note: 'x', promisedOn: addDays('2026-03-07', 30), redirectedToId: 'b', askedOfId: 'a' };
  const moves: EscalationMove[] = [{ verb: 'raise', at: new Date(start).toISOString() }];
  let state = escalationLifecycle.initial;
  let at = start;
  for (const { verb, minutes } of way) {
    at += minutes * 60_000;
    const outcome = next(escalationLifecycle, state, verb, { ...facts, isAnswered: verb === 'revise' });
    if (!outcome.ok) continue;
    state = outcome.to;
    // New words for what nobody has answered yet ask nobody anew.
    if (verb !== 'edit') moves.push({ verb, at: new Date(at).toISOString() });
  }
  return moves;
}

/** Days of the rounds that were answered, as the clock on a card counts them. */
const responseDaysOf = (moves: readonly EscalationMove[], zone: string): readonly number[] =>
  escalationClock({ moves, respondBy: null, promisedOn: null }, '2026-12-31T12:00:00Z', zone).responseDays;
