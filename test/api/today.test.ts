import { addDays, dayIn, daysBetween } from '@throughline/domain/dates';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EscalationWording } from '../../apps/api/src/features/escalations/escalation-wording.entity.ts';
import { Escalation } from '../../apps/api/src/features/escalations/escalation.entity.ts';
import { Action } from '../../apps/api/src/features/plans/action.entity.ts';
import { byClock } from '../../apps/api/src/kernel/clock.ts';
import { Writes } from '../../apps/api/src/writes/writes.ts';
import { engines } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';
import { sidesOfMidnight, zonesAndDays } from '../support/zones.ts';

describe.each(engines)('today, overdue and due in three days on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
  });
  afterAll(() => world.close());

  /** One action and one escalation for each day, and nothing else; the escalations were raised on either side of a midnight. */
  async function furnish(days: readonly string[], raised: readonly Date[]): Promise<Map<string, string>> {
    for (const rows of [
      'notification',
      'escalation_wording',
      'escalation',
      'action',
      "item WHERE kind IN ('escalation', 'action')",
    ]) {
      await world.inspect(`DELETE FROM ${rows}`);
    }
    const dueOf = new Map<string, string>();
    await world.app.get(Writes).byItself(world.director, 'furnish', (tx) => {
      days.forEach((day, at) => {
        const [action, escalation] = [uuidv7(), uuidv7()];
        dueOf.set(action, day).set(escalation, day);
        tx.insert(Action, {
          id: action,
          title: day,
          state: 'in_progress',
          dueOn: day,
          networkId: world.ids.network,
          ownerMemberId: world.partnerLeader.memberId,
        });
        const words = {
          kind: 'barrier' as const,
          category: 'operational' as const,
          title: day,
          ask: 'A bus',
          respondBy: day,
          toOrganizationId: world.ids.school,
        };
        const raisedAt = raised[at % raised.length] ?? new Date();
        const raisedBy = world.member.memberId;
        tx.insert(Escalation, {
          ...words,
          id: escalation,
          networkId: world.ids.network,
          state: 'raised',
          raisedBy,
          raisedAt,
        });
        tx.insert(EscalationWording, {
          ...words,
          id: uuidv7(),
          escalationId: escalation,
          number: 1,
          memberId: raisedBy,
          asksAnew: true,
          createdAt: raisedAt,
        });
      });
      return null;
    });
    return dueOf;
  }

  const document = `query ($network: Uuid!) {
    actions(networkId: $network) { nodes { id daysLate } }
    lateActions: actions(networkId: $network, filter: { late: true }) { nodes { id } }
    escalations { nodes { id clock { daysWaiting daysOverdue } } }
    overdueEscalations: escalations(filter: { overdue: true }) { nodes { id } }
    myWork { waiting { id daysLeft } due { nodes { id daysLate } } }
    networkPage(id: $network) {
      actionCounts { late } escalationCounts { overdue }
      nextActions { nodes { id isLate } } openEscalations { nodes { id isOverdue daysWaiting } }
    }
    partnershipPage { networks { id actionsLate longestWaitDays } }
    networkThread(networkId: $network) { columns { items { id stuck { days } } } }
  }`;

  it.each(zonesAndDays)('are those of the partnership in %s round %s', async (zone, changing) => {
    const { partnershipId } = world.director;
    await world.inspect('UPDATE partnership SET time_zone = $2 WHERE id = $1', [partnershipId, zone]);
    const days = [-1, 0, 1, 3, 4].map((apart) => addDays(changing, apart));
    const raised = sidesOfMidnight(zone, addDays(changing, -5));
    const dueOf = await furnish(days, raised);
    const raisedOn = new Map([...dueOf.keys()].map((id, at) => [id, dayIn(zone, raised[(at >> 1) % 2] ?? new Date())]));
    for (const moment of [...sidesOfMidnight(zone, changing), ...sidesOfMidnight(zone, addDays(changing, 1))]) {
      const today = dayIn(zone, moment);
      const late = (id: string) => Math.max(0, daysBetween(dueOf.get(id) ?? '', today));
      const waiting = (id: string) => daysBetween(raisedOn.get(id) ?? '', today);
      const overdue = days.filter((day) => day < today);
      const { data, errors } = await byClock(
        () => moment,
        () => world.graphql<Shown>(world.partnerLeader, document, { network: world.ids.network }),
      );
      expect(errors).toBeUndefined();
      if (!data) throw new Error('no answer');
      const { networkPage, partnershipPage, myWork } = data;
      const dueDays = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => dueOf.get(id)).toSorted();
      for (const { id, daysLate } of [...data.actions.nodes, ...myWork.due.nodes]) expect(daysLate).toBe(late(id));
      expect(dueDays(data.actions.nodes)).toEqual(days);
      expect(dueDays(data.lateActions.nodes)).toEqual(overdue);
      for (const { id, clock } of data.escalations.nodes) {
        expect(clock).toEqual({ daysOverdue: late(id), daysWaiting: waiting(id) });
      }
      expect(dueDays(data.escalations.nodes)).toEqual(days);
      expect(dueDays(data.overdueEscalations.nodes)).toEqual(overdue);
      expect(myWork.waiting.map(({ daysLeft }) => addDays(today, daysLeft)).toSorted()).toEqual(days);
      expect(networkPage.actionCounts.late).toBe(overdue.length);
      expect(networkPage.escalationCounts.overdue).toBe(overdue.length);
      for (const { id, isLate } of networkPage.nextActions.nodes) expect(isLate).toBe(late(id) > 0);
      for (const row of networkPage.openEscalations.nodes) {
        expect(row).toEqual({ id: row.id, isOverdue: late(row.id) > 0, daysWaiting: waiting(row.id) });
      }
      const flow = partnershipPage.networks.find(({ id }) => id === world.ids.network);
      expect(flow?.actionsLate).toBe(overdue.length);
      expect(flow?.longestWaitDays).toBe(Math.max(...[...dueOf.keys()].map(waiting)));
      const items = data.networkThread.columns.flatMap((column) => column.items).filter(({ id }) => dueOf.has(id));
      expect(items).toHaveLength(dueOf.size);
      for (const { id, stuck } of items) expect(stuck?.days ?? 0).toBe(late(id));
    }
  });
});

interface Nodes<Row> {
  nodes: (Row & { id: string })[];
}
interface Shown {
  actions: Nodes<{ daysLate: number }>;
  lateActions: Nodes<object>;
  escalations: Nodes<{ clock: { daysWaiting: number; daysOverdue: number } }>;
  overdueEscalations: Nodes<object>;
  myWork: { waiting: { id: string; daysLeft: number }[]; due: Nodes<{ daysLate: number }> };
  networkPage: {
    actionCounts: { late: number };
    escalationCounts: { overdue: number };
    nextActions: Nodes<{ isLate: boolean }>;
    openEscalations: Nodes<{ isOverdue: boolean; daysWaiting: number }>;
  };
  partnershipPage: { networks: { id: string; actionsLate: number; longestWaitDays: number }[] };
  networkThread: { columns: { items: { id: string; stuck: { days: number } | null }[] }[] };
}
