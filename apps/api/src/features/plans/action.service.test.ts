import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { ActionListService } from './action-list.service.ts';
import { ActionService } from './action.service.ts';

describe.each(engines)('actions on %s', (engine) => {
  let world: World;
  let actions: ActionService;
  let lists: ActionListService;
  beforeAll(async () => {
    world = await createWorld(engine);
    actions = world.app.get(ActionService, { strict: false });
    lists = world.app.get(ActionListService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const add = (title: string, dueOn: string | null = '2026-01-15') =>
    actions.add(world.facilitator, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      title,
      ownerMemberId: world.member.memberId,
      dueOn,
    });
  const itemOf = (id: string) =>
    world.app
      .get(Tenancy)
      .read(world.member, (tx) =>
        tx.one('SELECT state, is_stuck, is_over, due_on FROM item WHERE partnership_id = $1 AND id = $2', [
          tx.partnershipId,
          id,
        ]),
      );

  it('lets the owner say how it stands, step by step, and keeps each word', async () => {
    const { id } = await add('Order screening kits');
    const started = await actions.update(world.member, { ...key(), id, verb: 'start' });
    expect(started).toMatchObject({ state: 'in_progress', verbs: ['block', 'complete', 'abandon'], version: 2 });
    await expect(actions.update(world.member, { ...key(), id, verb: 'block' })).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'ACTION_REASON_REQUIRED' },
    });
    const request = { ...key(), id, verb: 'block' as const, note: 'The budget is frozen' };
    const blocked = await actions.update(world.member, request);
    expect(await actions.update(world.member, request)).toMatchObject({ id, version: blocked.version });
    expect(blocked).toMatchObject({ state: 'blocked', blockedReason: 'The budget is frozen' });
    expect(await itemOf(id)).toMatchObject({ state: 'blocked', is_stuck: true, is_over: false, due_on: '2026-01-15' });

    const draft = lists.barrierDraft(await lists.get(world.member, id));
    expect(draft).toMatchObject({ kind: 'barrier', sourceActionId: id, subject: 'Order screening kits' });
    expect(draft).toMatchObject({ reason: 'The budget is frozen', dueOn: '2026-01-15' });

    await actions.update(world.member, { ...key(), id, note: 'Asked the treasurer' });
    expect(await lists.get(world.member, id)).toMatchObject({
      state: 'blocked',
      blockedReason: 'The budget is frozen',
    });
    const done = await actions.update(world.member, { ...key(), id, verb: 'complete' });
    expect(done).toMatchObject({ state: 'done', blockedReason: '', daysLate: 0, verbs: ['reopen'] });
    expect(done.completedAt).not.toBeNull();
    expect(await itemOf(id)).toMatchObject({ is_stuck: false, is_over: true });
    const page = await lists.updates(world.bystander, id, 3, null);
    expect(page.totalCount).toBe(4);
    expect(page.nodes.map(({ state, note }) => [state, note])).toEqual([
      ['done', ''],
      ['blocked', 'Asked the treasurer'],
      ['blocked', 'The budget is frozen'],
    ]);
    const rest = await lists.updates(world.bystander, id, 3, page.pageInfo.endCursor);
    expect(rest.nodes).toMatchObject([{ state: 'in_progress', memberName: 'member' }]);
  });

  it('hears both of two people who speak at the same time', async () => {
    const { id } = await add('Book the room');
    const answers = await Promise.allSettled([
      actions.update(world.member, { ...key(), id, note: 'Called them' }),
      actions.update(world.facilitator, { ...key(), id, verb: 'start', note: 'Saw them' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect((await lists.updates(world.member, id, 10, null)).totalCount).toBe(2);
  });

  it('shows who edits an old version the current one', async () => {
    const { id, version } = await add('Draft the letter');
    await actions.edit(world.facilitator, { ...key(), id, version, title: 'Draft the letter to families' });
    await expect(
      actions.edit(world.director, { ...key(), id, version, title: 'Draft one letter' }),
    ).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { title: 'Draft the letter to families', version: 2 } },
    });
    const handed = await actions.reassign(world.facilitator, {
      ...key(),
      id,
      version: 2,
      ownerMemberId: null,
      organizationId: world.ids.clinic,
    });
    expect(handed).toMatchObject({ ownerName: null, organizationName: 'Community Clinic' });
    await actions.update(world.otherLeader, { ...key(), id, verb: 'start' });
    await expect(actions.update(world.member, { ...key(), id, verb: 'complete' })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
  });

  it('reads them by due day, those without one last, page by page, narrowed', async () => {
    const owner = world.partnerLeader.memberId;
    const give = async (title: string, dueOn: string | null) => {
      const { id, version } = await add(title, dueOn);
      await actions.reassign(world.facilitator, { ...key(), id, version, ownerMemberId: owner });
    };
    await give('someday', null);
    await give('later', '2199-01-01');
    await give('first', '2025-12-01');
    await give('whenever', null);
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const page = await lists.page(world.bystander, world.ids.network, { ownerMemberId: owner }, 1, after);
      expect(page.totalCount).toBe(4);
      titles.push(...page.nodes.map(({ title }) => title));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(titles).toEqual(['first', 'later', 'someday', 'whenever']);
    const late = await lists.page(world.bystander, world.ids.network, { ownerMemberId: owner, late: true }, 10, null);
    expect(late.nodes).toMatchObject([{ title: 'first', verbs: [] }]);
    expect(late.nodes[0]?.daysLate).toBeGreaterThan(300);
  });

  it('takes a promise into the transaction of the answer that made it', async () => {
    const id = uuidv7();
    await world.app.get(Writes).byItself(world.partnerLeader, 'test', async (tx) => {
      await actions.promise(tx, {
        id,
        networkId: world.ids.network,
        title: 'Fund the bus',
        description: '',
        organizationId: world.ids.school,
        ownerMemberId: world.partnerLeader.memberId,
        dueOn: '2026-05-01',
        fromId: world.ids.network,
      });
      return null;
    });
    expect(await lists.get(world.member, id)).toMatchObject({
      isCommitment: true,
      organizationName: 'School District',
    });
    const links = await world.app
      .get(Tenancy)
      .read(world.member, (tx) =>
        tx.rows('SELECT relation FROM link WHERE partnership_id = $1 AND from_id = $2 AND to_id = $3', [
          tx.partnershipId,
          world.ids.network,
          id,
        ]),
      );
    expect(links).toEqual([{ relation: 'responds_to' }]);
  });

  it('says that a day is none which no calendar of ours has', async () => {
    await expect(add('Far away', '2999-01-01')).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { dueOn: expect.stringContaining('2199') } },
    });
  });

  it('hides them from another partnership and refuses who may not plan', async () => {
    const { id, version } = await add('Ours');
    await expect(actions.update(world.outsider, { ...key(), id, verb: 'start' })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(lists.get(world.outsider, id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await lists.page(world.outsider, world.ids.network, {}, 10, null)).toMatchObject({ totalCount: 0 });
    expect(await lists.updates(world.outsider, id, 10, null)).toMatchObject({ totalCount: 0 });
    await expect(actions.edit(world.member, { ...key(), id, version, title: 'Mine' })).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
  });

  it('serves an action by GraphQL with what may be said of it', async () => {
    const { id } = await add('By wire');
    const query = 'query ($id: Uuid!) { action(id: $id) { title verbs abilities barrierDraft { subject } } }';
    const answer = await world.graphql(world.member, query, { id });
    expect(answer).toEqual({
      data: {
        action: {
          title: 'By wire',
          verbs: ['start', 'block', 'complete', 'abandon'],
          abilities: ['canUpdateAction', 'canRaiseEscalation'],
          barrierDraft: null,
        },
      },
    });
  });
});
