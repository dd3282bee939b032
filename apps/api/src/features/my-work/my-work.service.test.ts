import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from '../cycles/change-idea.entity.ts';
import { Charter } from '../charters/charter.entity.ts';
import { Cycle } from '../cycles/cycle.entity.ts';
import { Escalation } from '../escalations/escalation.entity.ts';
import { ActionService } from '../plans/action.service.ts';
import { MyWorkService } from './my-work.service.ts';

const everything = new Set(['due', 'waiting', 'tests', 'changes']);

describe.each(engines)('my work on %s', (engine) => {
  let world: World;
  let work: MyWorkService;
  const ids = { ask: uuidv7(), declined: uuidv7(), charter: uuidv7(), cycle: uuidv7() };
  const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title);
  const workOf = (viewer: Viewer) => work.page(viewer, everything);

  beforeAll(async () => {
    world = await createWorld(engine);
    work = world.app.get(MyWorkService, { strict: false });
    const networkId = world.ids.network;
    await world.app.get(Writes).byItself(world.facilitator, 'test', async (tx) => {
      const escalation = {
        networkId,
        kind: 'barrier' as const,
        category: 'financial' as const,
        ask: 'Please pay',
        respondBy: '2026-01-31',
        toOrganizationId: world.ids.school,
        raisedBy: world.member.memberId,
      };
      void tx.insert(Escalation, { ...escalation, id: ids.ask, title: 'No money', state: 'acknowledged' });
      void tx.insert(Escalation, { ...escalation, id: ids.declined, title: 'No room', state: 'declined' });
      void tx.insert(Charter, { id: ids.charter, networkId, number: 1, state: 'in_review', submittedAt: new Date() });
      const ideaId = uuidv7();
      void tx.insert(ChangeIdea, { id: ideaId, networkId, title: 'Calls', state: 'testing' });
      const cycle = { networkId, changeIdeaId: ideaId, rung: 1, scale: 'one_person' as const };
      const ownerMemberId = world.member.memberId;
      await tx.insert(Cycle, { ...cycle, id: ids.cycle, title: 'One call', stage: 'do', ownerMemberId });
      await tx.insert(Cycle, { ...cycle, id: uuidv7(), title: 'Over', stage: 'closed', ownerMemberId });
      return null;
    });
    for (let day = 1; day <= 21; day += 1) {
      await world.app.get(ActionService, { strict: false }).add(world.facilitator, {
        idempotencyKey: uuidv7(),
        id: uuidv7(),
        networkId,
        title: `Action ${day}`,
        ownerMemberId: world.member.memberId,
        dueOn: `2026-01-${String(day).padStart(2, '0')}`,
      });
    }
  });
  afterAll(() => world.close());

  it('lists what is due by day, and says that there is more', async () => {
    const { due } = await workOf(world.member);
    expect(due.nodes).toHaveLength(20);
    expect(due).toMatchObject({ totalCount: 21, pageInfo: { hasNextPage: true } });
    expect(due.nodes[0]).toMatchObject({ title: 'Action 1', networkName: 'Ready for Kindergarten' });
    expect(due.nodes[0]?.daysLate).toBeGreaterThan(300);
    expect(due.nodes[0]?.verbs).toContain('complete');
  });

  it('shows each person what waits for them alone', async () => {
    const [mine, leaders, others] = await Promise.all([
      workOf(world.member),
      workOf(world.partnerLeader),
      workOf(world.otherLeader),
    ]);
    expect(mine.waiting.map(({ id, waitsFor }) => [id, waitsFor]).sort()).toEqual(
      [
        [ids.charter, 'sign_off'],
        [ids.declined, 'confirmation'],
      ].sort(),
    );
    expect(leaders.waiting).toMatchObject([
      { id: ids.ask, waitsFor: 'answer', from: 'member', respondBy: '2026-01-31' },
    ]);
    expect(leaders.waiting[0]?.daysLeft).toBeLessThan(-200);
    expect(others.waiting).toEqual([]);
    expect(others.due.totalCount).toBe(0);
  });

  it('lists open tests, and who has not predicted', async () => {
    const { tests } = await workOf(world.member);
    expect(tests).toMatchObject([{ id: ids.cycle, title: 'One call', stage: 'do', hasPrediction: false }]);
  });

  it('tells what others did in my networks, not what I did, page by page', async () => {
    const { changes } = await workOf(world.member);
    expect(changes.nodes).toHaveLength(20);
    expect(changes.nodes[0]).toMatchObject({
      title: 'Action 21',
      verb: 'create',
      kind: 'action',
      memberName: 'facilitator',
    });
    const rest = await work.changes(world.member, 50, changes.pageInfo.endCursor);
    expect(titles(rest.nodes)).toContain('Action 1');
    expect(rest.nodes.length).toBe(changes.totalCount - 20);
    const own = await workOf(world.facilitator);
    expect(titles(own.changes.nodes)).not.toContain('Action 21');
    expect((await workOf(world.bystander)).changes.totalCount).toBe(0);
  });

  it('shows nothing of it to another partnership', async () => {
    expect(await workOf(world.outsider)).toMatchObject({
      due: { totalCount: 0 },
      waiting: [],
      tests: [],
      changes: { totalCount: 0 },
    });
  });

  it('answers by GraphQL only what is asked for', async () => {
    const answer = await world.graphql<{ myWork: unknown }>(world.member, '{ myWork { tests { title stage } } }');
    expect(answer).toEqual({ data: { myWork: { tests: [{ title: 'One call', stage: 'do' }] } } });
    const whole = await world.graphql(
      world.member,
      '{ myWork { id due { totalCount nodes { title dueOn verbs } } waiting { title since waitsFor } changes { nodes { at verb } } } }',
    );
    expect(whole.errors).toBeUndefined();
  });
});
