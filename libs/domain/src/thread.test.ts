import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planStaleAfterDays, stuckReason, type StuckFacts } from './stuck.ts';
import { columnOf, layoutThread, threadColumns, walkThread, type ThreadItem, type ThreadLink } from './thread.ts';
import { itemKinds } from './vocabulary.ts';
import { addDays } from './dates.ts';

const link = (fromId: string, toId: string): ThreadLink => ({ fromId, toId, relation: 'answers' });
const item = (id: string, kind: ThreadItem['kind'], on: string | null = null): ThreadItem => ({ id, kind, on });

const links = [link('gap', 'factor'), link('factor', 'strategy'), link('strategy', 'action'), link('factor', 'other')];

describe('walking the thread', () => {
  it('goes forward and back from any item, nearest first', () => {
    expect(walkThread('factor', links, 'forward').map((step) => `${step.depth} ${step.id}`)).toEqual([
      '1 strategy',
      '1 other',
      '2 action',
    ]);
    expect(walkThread('action', links, 'back').map((step) => step.id)).toEqual(['strategy', 'factor', 'gap']);
    expect(walkThread('action', links, 'back', 1).map((step) => step.id)).toEqual(['strategy']);
  });

  it('ends on circular links', () => {
    expect(walkThread('a', [link('a', 'b'), link('b', 'a')], 'forward').map((step) => step.id)).toEqual(['b']);
  });

  it('is symmetric: what came of an item came from it', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, ids), { maxLength: 15 }), ids, (pairs, start) => {
        const some = pairs.map(([from, to]) => link(from, to));
        for (const step of walkThread(start, some, 'forward')) {
          expect(walkThread(step.id, some, 'back').map((each) => each.id)).toContain(start);
        }
      }),
    );
  });
});

describe('the map', () => {
  it('has its columns in the order of the item kinds', () => {
    const order = itemKinds.map((kind) => threadColumns.indexOf(columnOf(kind)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(threadColumns.length);
  });

  it('uncrosses lines and keeps to links that it can draw', () => {
    const items = [item('f1', 'factor', '2026-01-01'), item('f2', 'factor', '2026-01-02')];
    const actions = [item('a1', 'action', '2026-02-01'), item('a2', 'action', '2026-02-02')];
    const crossing = [link('f1', 'a2'), link('f2', 'a1'), link('f2', 'elsewhere')];
    const layout = layoutThread([...items, ...actions], crossing);
    expect(layout.columns.find((each) => each.column === 'actions')?.itemIds).toEqual(['a2', 'a1']);
    expect(layout.links).toHaveLength(2);
    expect(layout.columns.map((each) => each.column)).toEqual([...threadColumns]);
  });

  it('orders by day where nothing is linked, and undated last', () => {
    const items = [item('c', 'action'), item('b', 'action', '2026-02-01'), item('a', 'action', '2026-03-01')];
    expect(layoutThread(items, []).columns.find((each) => each.column === 'actions')?.itemIds).toEqual(['b', 'a', 'c']);
  });

  it('places every item once, whatever order it is given in', () => {
    const items = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[a-f]{1,3}$/), kind: fc.constantFrom(...itemKinds), on: fc.constant(null) }),
      { selector: (each) => each.id, maxLength: 20 },
    );
    fc.assert(
      fc.property(items, (some) => {
        const edges = some.slice(1).map((each, index) => link(some[index]?.id ?? '', each.id));
        const layout = layoutThread(some, edges);
        expect(layout.columns.flatMap((each) => each.itemIds).sort()).toEqual(some.map((each) => each.id).sort());
        expect(layoutThread([...some].reverse(), edges).columns).toEqual(layout.columns);
      }),
    );
  });
});

describe('what is stuck', () => {
  const today = '2026-03-10';
  const escalation = { kind: 'escalation', respondBy: '2026-03-01', promisedOn: '2026-03-05' } as const;
  const plan = (idle: number): StuckFacts => ({
    kind: 'action_plan',
    state: 'agreed',
    lastUpdatedOn: addDays(today, -idle),
  });

  it.each<[StuckFacts, string | null, number | null]>([
    [{ kind: 'action', state: 'in_progress', dueOn: '2026-03-09' }, 'action_late', 1],
    [{ kind: 'action', state: 'in_progress', dueOn: today }, null, null],
    [{ kind: 'action', state: 'done', dueOn: '2026-03-01' }, null, null],
    [{ kind: 'action', state: 'blocked', dueOn: '2026-03-01' }, 'action_blocked', null],
    [{ ...escalation, state: 'raised' }, 'escalation_unanswered', 9],
    [{ ...escalation, state: 'acknowledged' }, 'escalation_unanswered', 9],
    [{ ...escalation, state: 'committed' }, 'promise_past_due', 5],
    [{ ...escalation, state: 'fulfilled' }, null, null],
    [{ kind: 'cycle', state: 'do', predictedQuestions: 0 }, 'cycle_without_prediction', null],
    [{ kind: 'cycle', state: 'do', predictedQuestions: 1 }, null, null],
    [{ kind: 'cycle', state: 'closed', predictedQuestions: 0 }, null, null],
    [plan(planStaleAfterDays), null, null],
    [plan(planStaleAfterDays + 1), 'plan_stale', planStaleAfterDays + 1],
  ])('%o', (facts, code, days) => {
    expect(stuckReason(facts, today)).toEqual(code === null ? null : { code, days });
  });
});
