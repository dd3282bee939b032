import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { CharterService } from '../charters/charter.service.ts';
import { EscalationService } from '../escalations/escalation.service.ts';
import { ActionService } from '../plans/action.service.ts';
import { NotificationService } from './notification.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });
const far = '2199-01-01';

describe.each(engines)('notifications on %s', (engine) => {
  let world: World;
  let notifications: NotificationService;
  let actions: ActionService;
  let asks: EscalationService;

  beforeAll(async () => {
    world = await createWorld(engine);
    notifications = world.app.get(NotificationService, { strict: false });
    actions = world.app.get(ActionService, { strict: false });
    asks = world.app.get(EscalationService, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(() => world.inspect('DELETE FROM notification'));

  const heard = async (viewer: Viewer): Promise<[string, string][]> => {
    const { nodes } = await notifications.page(viewer, 50, null);
    return nodes.map(({ kind, title }) => [kind, title]);
  };
  const addAction = (ownerMemberId: string | null, title = 'Call the parents', as = world.facilitator) =>
    actions.add(as, { ...key(), id: uuidv7(), networkId: world.ids.network, title, ownerMemberId, dueOn: far });
  const raise = (as = world.member, to: object = { toOrganizationId: world.ids.school }) =>
    asks.raise(as, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'barrier',
      category: 'financial',
      title: 'No bus',
      ask: 'Please pay for a bus',
      respondBy: far,
      ...to,
    });
  const others = (...heardOf: Viewer[]) =>
    [world.director, world.dataManager, world.facilitator, world.member, world.bystander, world.partnerLeader].filter(
      (viewer) => !heardOf.includes(viewer),
    );
  const expectSilence = async (viewers: Viewer[]) => {
    for (const viewer of [...viewers, world.otherLeader, world.outsider]) expect(await heard(viewer)).toEqual([]);
  };

  it('tell the owner of an action, by whoever gave it to them, and nobody of their own doing', async () => {
    const action = await addAction(world.member.memberId);
    expect((await notifications.page(world.member, 50, null)).nodes).toMatchObject([
      {
        kind: 'assignment',
        itemId: action.id,
        byName: 'facilitator',
        networkName: 'Ready for Kindergarten',
        isSeen: false,
      },
    ]);
    await expectSilence(others(world.member));
    await addAction(world.facilitator.memberId, 'Mine');
    expect(await heard(world.facilitator)).toEqual([]);
    await actions.edit(world.facilitator, { ...key(), id: action.id, version: action.version, title: 'Call them all' });
    expect(await heard(world.member)).toHaveLength(1);
    const moved = await actions.reassign(world.facilitator, {
      ...key(),
      id: action.id,
      version: action.version + 1,
      ownerMemberId: world.bystander.memberId,
    });
    expect(await heard(world.bystander)).toEqual([['assignment', 'Call them all']]);
    expect((await notifications.page(world.member, 50, null)).nodes[0]).toMatchObject({ isOver: true });
    expect(moved.ownerMemberId).toBe(world.bystander.memberId);
  });

  it('tell who answers for whom an ask is addressed to, and who raised it of the answer', async () => {
    const ask = await raise();
    expect(await heard(world.partnerLeader)).toEqual([['ask', 'No bus']]);
    await expectSilence(others(world.partnerLeader));
    const seen = await asks.answer(world.partnerLeader, 'acknowledge', { ...key(), id: ask.id, version: ask.version });
    await expectSilence(others(world.partnerLeader));
    const redirected = await asks.answer(world.partnerLeader, 'redirect', {
      ...key(),
      id: ask.id,
      version: seen.version,
      text: 'The clinic has one',
      toOrganizationId: world.ids.clinic,
    });
    expect(await heard(world.otherLeader)).toEqual([['ask', 'No bus']]);
    expect(await heard(world.member)).toEqual([['answer', 'No bus']]);
    await asks.answer(world.otherLeader, 'decline', { ...key(), id: ask.id, version: redirected.version, text: 'No' });
    expect(await heard(world.member)).toEqual([
      ['answer', 'No bus'],
      ['answer', 'No bus'],
    ]);
    expect(await heard(world.partnerLeader)).toHaveLength(1);
  });

  it('tell the directors of an ask to an organization for which nobody answers', async () => {
    await world.inspect(`UPDATE member SET role = 'member' WHERE id = $1`, [world.partnerLeader.memberId]);
    await raise();
    expect(await heard(world.director)).toEqual([['ask', 'No bus']]);
    expect(await heard(world.partnerLeader)).toEqual([]);
    await world.inspect(`UPDATE member SET role = 'partner_leader' WHERE id = $1`, [world.partnerLeader.memberId]);
  });

  it('tell the seats of a network that a charter waits for their word', async () => {
    const charters = world.app.get(CharterService, { strict: false });
    const id = uuidv7();
    await charters.draft(world.facilitator, { ...key(), id, networkId: world.ids.network });
    await world.inspect(
      `UPDATE charter SET aim_indicator_id = $2, aim_from = 40, aim_to = 50, aim_by = '2190-06-30', aim_baseline_on = '2025-06-30',
         aim_place_id = (SELECT id FROM place WHERE partnership_id = charter.partnership_id LIMIT 1),
         aim_population_id = (SELECT id FROM population WHERE partnership_id = charter.partnership_id LIMIT 1) WHERE id = $1`,
      [id, world.ids.indicator],
    );
    await charters.submit(world.facilitator, { ...key(), id, version: 1 });
    expect(await heard(world.member)).toEqual([['sign_off', 'Ready for Kindergarten · 1']]);
    await expectSilence(others(world.member));
    await charters.signOff(world.member, { ...key(), id: uuidv7(), charterId: id, verdict: 'agree', comment: '' });
    expect((await notifications.page(world.member, 50, null)).nodes[0]).toMatchObject({ isOver: true });
    expect(await notifications.count(world.member)).toEqual({ unseen: 0 });
  });

  it('tell whoever is named in what is written with a step, and nobody whose name only begins so', async () => {
    const action = await addAction(null);
    await actions.update(world.facilitator, { ...key(), id: action.id, note: 'Ask @Bystander, and not @members.' });
    expect(await heard(world.bystander)).toEqual([['mention', 'Call the parents']]);
    await expectSilence(others(world.bystander));
  });

  it('tell nobody whose membership ended, and nobody who only reads', async () => {
    const [member] = [world.bystander.memberId];
    const set = (columns: string) => world.inspect(`UPDATE member SET ${columns} WHERE id = $1`, [member]);
    await set('retired_at = now()');
    await addAction(null, 'Nobody’s');
    await actions.update(world.facilitator, { ...key(), id: (await addAction(null)).id, note: '@bystander' });
    await set(`retired_at = NULL, role = 'viewer'`);
    await addAction(member);
    await set(`role = 'member'`);
    expect(await world.inspect('SELECT 1 AS one FROM notification')).toEqual([]);
  });

  it('are committed with the write, or not at all', async () => {
    const action = await addAction(null);
    await expect(
      actions.reassign(world.facilitator, {
        ...key(),
        id: action.id,
        version: 7,
        ownerMemberId: world.member.memberId,
      }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await world.inspect('SELECT 1 AS one FROM notification')).toEqual([]);
  });

  it('are counted until they are seen or over, and each sees and marks their own alone', async () => {
    const [first, second] = [
      await addAction(world.member.memberId, 'One'),
      await addAction(world.member.memberId, 'Two'),
    ];
    await addAction(world.member.memberId, 'Three');
    expect(await notifications.count(world.member)).toEqual({ unseen: 3 });
    await actions.update(world.facilitator, { ...key(), id: second.id, verb: 'complete' });
    expect(await notifications.count(world.member)).toEqual({ unseen: 2 });
    const { nodes } = await notifications.page(world.member, 50, null);
    expect(nodes.map(({ title, isOver }) => [title, isOver])).toEqual([
      ['Three', false],
      ['Two', true],
      ['One', false],
    ]);
    const ids = nodes.filter(({ itemId }) => itemId === first.id).map(({ id }) => id);
    for (const other of [world.bystander, world.outsider]) {
      await notifications.see(other, { ...key(), ids });
      await notifications.see(other, key());
    }
    expect(await notifications.count(world.member)).toEqual({ unseen: 2 });
    expect(await notifications.see(world.member, { ...key(), ids })).toEqual({ unseen: 1 });
    expect(await notifications.see(world.member, key())).toEqual({ unseen: 0 });
  });

  it('are read page by page', async () => {
    for (const title of ['One', 'Two', 'Three']) await addAction(world.member.memberId, title);
    const first = await notifications.page(world.member, 2, null);
    const rest = await notifications.page(world.member, 2, first.pageInfo.endCursor);
    expect([...first.nodes, ...rest.nodes].map(({ title }) => title)).toEqual(['Three', 'Two', 'One']);
    expect([first.totalCount, rest.pageInfo.hasNextPage]).toEqual([3, false]);
  });

  it('are chosen by each for themselves, with defaults for who did not choose', async () => {
    const before = await notifications.choice(world.member);
    expect(before).toEqual({
      id: world.member.memberId,
      ask: 'at_once',
      answer: 'at_once',
      assignment: 'at_once',
      signOff: 'at_once',
      mention: 'at_once',
      dueSoon: 'daily',
      overdue: 'weekly',
      quietFrom: 20,
      quietUntil: 7,
      language: 'en',
    });
    const { id: _id, ...chosen } = before;
    const wish = { ...chosen, answer: 'nothing', quietFrom: null, quietUntil: null, language: 'es' } as const;
    await notifications.choose(world.member, { ...key(), ...wish });
    expect(await notifications.choose(world.member, { ...key(), ...wish, ask: 'daily' })).toMatchObject({
      ...wish,
      ask: 'daily',
    });
    expect(await notifications.choice(world.bystander)).toMatchObject({ answer: 'at_once', language: 'en' });
    await expect(notifications.choose(world.member, { ...key(), ...wish, quietFrom: 3 })).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    const reader = { ...world.member, role: 'viewer' as const };
    await expect(notifications.choose(reader, { ...key(), ...wish })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(notifications.see(reader, key())).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
  });
});
