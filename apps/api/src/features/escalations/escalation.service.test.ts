import { addDays, dayIn } from '@throughline/domain/dates';
import { medianResponseDays } from '@throughline/domain/escalation-clock';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Action } from '../plans/action.entity.ts';
import { ThreadService } from '../threads/thread.service.ts';
import { EscalationAnswer } from './escalation-answer.entity.ts';
import { EscalationReadingService } from './escalation-reading.service.ts';
import { EscalationWording } from './escalation-wording.entity.ts';
import { Escalation } from './escalation.entity.ts';
import { EscalationService } from './escalation.service.ts';

const today = dayIn('America/New_York', new Date());
const soon = addDays(today, 10);

const step = (escalation: { id: string; version: number }, more: object = {}) => ({
  idempotencyKey: uuidv7(),
  id: escalation.id,
  version: escalation.version,
  ...more,
});
const invalid = (field: string) => ({ extensions: { code: 'INVALID', fields: { [field]: expect.any(String) } } });
const refusedFor = (rule: string) => ({ extensions: { code: 'REFUSED', rule } });
const at = (day: string) => new Date(`${day}T16:00:00Z`);

describe.each(engines)('escalations on %s', (engine) => {
  let world: World;
  let escalations: EscalationService;
  let reading: EscalationReadingService;
  beforeAll(async () => {
    world = await createWorld(engine);
    escalations = world.app.get(EscalationService, { strict: false });
    reading = world.app.get(EscalationReadingService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (title = 'No bus before seven in the morning') => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    networkId: world.ids.network,
    kind: 'barrier' as const,
    category: 'operational' as const,
    title,
    ask: 'Start the number 12 line at 6:30 from September on.',
    respondBy: soon,
    toOrganizationId: world.ids.school,
  });
  const raise = (title?: string, as: Viewer = world.member) => escalations.raise(as, input(title));

  it('goes from asked to confirmed, in writing, and the promise becomes an action on the thread', async () => {
    const raised = await raise();
    expect(raised).toMatchObject({ state: 'raised', askedOfName: 'School District', clock: { daysWaiting: 0 } });
    const seen = await escalations.answer(world.partnerLeader, 'acknowledge', step(raised));
    const promise = step(seen, { text: 'We add a bus at 6:30.\nRoute 12 only.', promisedBy: addDays(today, 30) });
    const committed = await escalations.answer(world.partnerLeader, 'commit', promise);
    expect(committed).toMatchObject({
      state: 'committed',
      promisedBy: addDays(today, 30),
      clock: { responseDays: [0] },
    });
    const again = await escalations.answer(world.partnerLeader, 'commit', promise);
    expect(again.version).toBe(committed.version);
    const fulfilled = await escalations.answer(
      world.partnerLeader,
      'fulfil',
      step(committed, { text: 'It runs since Monday.' }),
    );
    const confirmed = await escalations.answer(world.member, 'confirm', step(fulfilled));
    expect(confirmed.state).toBe('confirmed');
    expect(confirmed.answers.map(({ verb }) => verb)).toEqual(['acknowledge', 'commit', 'fulfil', 'confirm']);
    const thread = await world.app.get(ThreadService, { strict: false }).thread(world.bystander, raised.id, 2);
    expect(thread.to.map(({ relation, item }) => [relation, item.kind, item.title])).toEqual([
      ['responds_to', 'action', 'We add a bus at 6:30.'],
    ]);
    expect(thread.to[0]?.item.state).toBe('done');
    expect(thread.from.map(({ item }) => item.kind)).toEqual(['network', 'indicator']);
  });

  it('links a barrier to the blocked action that it was lifted from, and refuses one that is not blocked', async () => {
    const [blocked, open] = [uuidv7(), uuidv7()];
    await world.app.get(Writes).byItself(world.director, 'x', async (tx) => {
      for (const [id, state] of [
        [blocked, 'blocked'],
        [open, 'in_progress'],
      ] as const) {
        await tx.insert(Action, { id, networkId: world.ids.network, title: `An action that is ${state}`, state });
      }
      return null;
    });
    const raised = await escalations.raise(world.member, { ...input(), actionId: blocked });
    expect(raised.actionTitle).toBe('An action that is blocked');
    const thread = await world.app.get(ThreadService, { strict: false }).thread(world.member, raised.id, 1);
    expect(thread.from.map(({ relation, item }) => [relation, item.id])).toEqual([['blocked_by', blocked]]);
    await expect(escalations.raise(world.member, { ...input(), actionId: open })).rejects.toMatchObject({
      extensions: { rule: 'BARRIER_NOT_BLOCKED' },
    });
  });

  it('takes no ask without a day to come, without one addressee, or to somebody of another partnership', async () => {
    const bad: [string, object][] = [
      ['respondBy', { respondBy: today }],
      ['respondBy', { respondBy: '2026-02-30' }],
      ['toOrganizationId', { toOrganizationId: null }],
      ['toTableId', { toTableId: uuidv7() }],
      ['toOrganizationId', { toOrganizationId: uuidv7() }],
      ['ask', { ask: '  ' }],
    ];
    for (const [field, change] of bad) {
      await expect(escalations.raise(world.member, { ...input(), ...change })).rejects.toMatchObject(invalid(field));
    }
    await expect(escalations.raise(world.bystander, input())).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(escalations.raise(world.outsider, input())).rejects.toMatchObject(invalid('networkId'));
  });

  it('lets only the side that is asked answer, and only the side that asks confirm, and nobody their own answer', async () => {
    const raised = await raise('A room with a door for screenings');
    const promise = { text: 'Room 4.', promisedBy: soon };
    const refused = { extensions: { rule: 'NOT_ALLOWED' } };
    await expect(escalations.answer(world.otherLeader, 'commit', step(raised, promise))).rejects.toMatchObject(refused);
    await expect(escalations.answer(world.member, 'commit', step(raised, promise))).rejects.toMatchObject(refused);
    await expect(escalations.answer(world.outsider, 'commit', step(raised, promise))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const committed = await escalations.answer(world.partnerLeader, 'commit', step(raised, promise));
    const done = await escalations.answer(world.partnerLeader, 'fulfil', step(committed, { text: 'Opened.' }));
    await expect(escalations.answer(world.partnerLeader, 'confirm', step(done))).rejects.toMatchObject(refused);

    const own = await raise('Keys for the room', world.director);
    const own2 = await escalations.answer(world.director, 'commit', step(own, promise));
    const own3 = await escalations.answer(world.director, 'fulfil', step(own2, { text: 'Keys are there.' }));
    expect(own3.verbs).not.toContain('confirm');
    await expect(escalations.answer(world.director, 'confirm', step(own3))).rejects.toMatchObject({
      extensions: { rule: 'ESCALATION_OWN_ANSWER' },
    });
    expect((await reading.one(world.facilitator, own.id)).verbs).toEqual(['confirm', 'reopen', 'revise']);
  });

  it('hands an ask on with its clock and history, and asks again with a new day', async () => {
    const raised = await raise('Interpreters at enrolment');
    const given = { text: 'The clinic has interpreters.', toOrganizationId: world.ids.clinic };
    await expect(
      escalations.answer(
        world.partnerLeader,
        'redirect',
        step(raised, { ...given, toOrganizationId: world.ids.school }),
      ),
    ).rejects.toMatchObject({ extensions: { rule: 'ESCALATION_TARGET_UNCHANGED' } });
    const moved = await escalations.answer(world.partnerLeader, 'redirect', step(raised, given));
    expect(moved).toMatchObject({ state: 'redirected', askedOfName: 'Community Clinic', respondBy: soon });
    expect(moved.answers).toMatchObject([{ askedOfName: 'School District', redirectedToName: 'Community Clinic' }]);
    await expect(
      escalations.answer(world.partnerLeader, 'decline', step(moved, { text: 'Not ours.' })),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    const declined = await escalations.answer(
      world.otherLeader,
      'decline',
      step(moved, { text: 'No budget before July.' }),
    );
    expect(declined.clock).toMatchObject({ daysWaiting: null, responseDays: [0, 0] });
    const reopen = { text: 'July is fine.', respondBy: addDays(today, 20) };
    await expect(escalations.answer(world.member, 'reopen', step(declined, { text: 'x' }))).rejects.toMatchObject({
      extensions: { fields: { respondBy: expect.any(String) } },
    });
    const reopened = await escalations.answer(world.member, 'reopen', step(declined, reopen));
    expect(reopened).toMatchObject({ state: 'raised', respondBy: reopen.respondBy, clock: { daysWaiting: 0 } });
    await expect(escalations.answer(world.member, 'withdraw', step(reopened, { text: '' }))).rejects.toMatchObject({
      extensions: { rule: 'ESCALATION_WITHDRAW_REASON_REQUIRED' },
    });
  });

  it('changes words that nobody answered, and keeps the earlier ones beside who saw them', async () => {
    const raised = await raise('Snacks');
    const seen = await escalations.answer(world.partnerLeader, 'acknowledge', step(raised));
    await expect(escalations.revise(world.member, step(seen, { title: 'Lunch' }))).rejects.toMatchObject(
      refusedFor('ESCALATION_NOT_ANSWERED'),
    );
    const edited = await escalations.edit(world.member, step(seen, { title: 'Snacks in the afternoon' }));
    expect(edited).toMatchObject({ version: 3, state: 'raised', wording: 2, title: 'Snacks in the afternoon' });
    expect(edited.wordings).toMatchObject([
      { number: 1, title: 'Snacks', asksAnew: true },
      { number: 2, title: 'Snacks in the afternoon', asksAnew: false },
    ]);
    expect(edited.answers).toMatchObject([{ verb: 'acknowledge', wording: 1 }]);
    await expect(escalations.edit(world.facilitator, step(raised, { title: 'Lunch' }))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { title: 'Snacks in the afternoon', version: 3 } },
    });
    const unread = escalations.answer(world.partnerLeader, 'decline', step(raised, { text: 'Seen an older text.' }));
    await expect(unread).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect((await escalations.edit(world.member, step(edited, { title: edited.title }))).wordings).toHaveLength(2);
  });

  it('asks for a new answer when answered words change, and leaves the old ones with their promise', async () => {
    const raised = await raise('An aide in each room');
    const promise = { text: 'One aide from May.', promisedBy: addDays(today, 30) };
    const committed = await escalations.answer(world.partnerLeader, 'commit', step(raised, promise));
    const changes = { ask: 'Three aides in each room.', respondBy: addDays(today, 15), toTableId: null };
    await expect(escalations.edit(world.member, step(committed, changes))).rejects.toMatchObject(
      refusedFor('ESCALATION_WORDS_ANSWERED'),
    );
    await expect(escalations.revise(world.partnerLeader, step(committed, changes))).rejects.toMatchObject(
      refusedFor('NOT_ALLOWED'),
    );
    await expect(escalations.revise(world.outsider, step(committed, changes))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(escalations.revise(world.member, step(committed, { respondBy: today }))).rejects.toMatchObject(
      invalid('respondBy'),
    );
    await expect(escalations.revise(world.member, step(committed))).rejects.toMatchObject(
      refusedFor('ESCALATION_WORDS_UNCHANGED'),
    );
    expect(committed.verbs).not.toContain('edit');
    expect((await reading.one(world.member, raised.id)).verbs).toEqual(['revise', 'withdraw']);
    const revised = await escalations.revise(world.member, step(committed, changes));
    expect(revised).toMatchObject({
      state: 'raised',
      wording: 2,
      promisedBy: null,
      clock: { daysWaiting: 0, daysPastPromise: 0, responseDays: [0] },
      wordings: [
        { number: 1, ask: raised.ask, respondBy: soon },
        { number: 2, ask: changes.ask, respondBy: changes.respondBy, asksAnew: true },
      ],
      answers: [{ verb: 'commit', wording: 1, text: promise.text, promisedBy: promise.promisedBy }],
    });
    const mine = await reading.escalationsToUs(world.partnerLeader, 50, null);
    expect(mine.nodes.map(({ id }) => id)).toContain(raised.id);
    const declined = await escalations.answer(
      world.partnerLeader,
      'decline',
      step(revised, { text: 'One is all we have.' }),
    );
    expect(declined.answers.map(({ wording }) => wording)).toEqual([1, 2]);
    const thread = await world.app.get(ThreadService, { strict: false }).thread(world.member, raised.id, 1);
    expect(thread.to.map(({ item }) => [item.title, item.state, item.dueOn])).toEqual([
      ['One aide from May.', 'not_started', promise.promisedBy],
    ]);
  });

  it('asks anew after a reopening, and of another addressee; closed words stay as they are', async () => {
    const raised = await raise('A nurse in the morning');
    const declined = await escalations.answer(world.partnerLeader, 'decline', step(raised, { text: 'No nurse.' }));
    const reopened = await escalations.answer(
      world.member,
      'reopen',
      step(declined, { text: 'It matters more now.', respondBy: soon }),
    );
    expect(reopened.verbs).toEqual(['revise', 'withdraw']);
    await expect(escalations.edit(world.member, step(reopened, { title: 'Two nurses' }))).rejects.toMatchObject(
      refusedFor('ESCALATION_WORDS_ANSWERED'),
    );
    for (const nobody of [{ toOrganizationId: null }, { toOrganizationId: null, toTableId: null }]) {
      await expect(escalations.revise(world.member, step(reopened, nobody))).rejects.toMatchObject(
        invalid('toOrganizationId'),
      );
    }
    const revised = await escalations.revise(world.member, step(reopened, { toOrganizationId: world.ids.clinic }));
    expect(revised).toMatchObject({ askedOfName: 'Community Clinic', state: 'raised' });
    expect(revised.wordings.map(({ askedOfName }) => askedOfName)).toEqual(['School District', 'Community Clinic']);
    const back = await escalations.edit(world.member, step(revised, { toOrganizationId: world.ids.school }));
    expect(back.wordings.map(({ asksAnew }) => asksAnew)).toEqual([true, true, true]);
    const no = await escalations.answer(world.partnerLeader, 'decline', step(back, { text: 'Still no nurse.' }));
    const accepted = await escalations.answer(world.facilitator, 'accept', step(no, { text: 'Understood.' }));
    for (const reword of [escalations.edit.bind(escalations), escalations.revise.bind(escalations)]) {
      await expect(reword(world.member, step(accepted, { title: 'Three nurses' }))).rejects.toMatchObject(
        refusedFor('ESCALATION_WORDS_CLOSED'),
      );
    }
    const again = await escalations.answer(world.member, 'reopen', step(accepted, { text: 'Now.', respondBy: soon }));
    const gone = await escalations.answer(world.member, 'withdraw', step(again, { text: 'Solved otherwise.' }));
    await expect(escalations.revise(world.member, step(gone, { title: 'x' }))).rejects.toMatchObject(
      refusedFor('ESCALATION_WITHDRAWN'),
    );
  });

  it('is closed by those who asked when they accept a no or a redirection, not by who gave it', async () => {
    const raised = await raise('A van on Saturdays');
    await expect(escalations.answer(world.member, 'accept', step(raised))).rejects.toMatchObject(
      refusedFor('ESCALATION_NOT_DECLINED'),
    );
    const declined = await escalations.answer(world.partnerLeader, 'decline', step(raised, { text: 'No van.' }));
    expect((await reading.one(world.member, raised.id)).verbs).toEqual(['accept', 'reopen', 'revise', 'withdraw']);
    await expect(escalations.answer(world.partnerLeader, 'accept', step(declined))).rejects.toMatchObject(
      refusedFor('NOT_ALLOWED'),
    );
    await expect(escalations.answer(world.outsider, 'accept', step(declined))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const accepted = await escalations.answer(world.member, 'accept', step(declined));
    expect(accepted).toMatchObject({ state: 'accepted', clock: { daysWaiting: null } });
    expect(accepted.verbs).toEqual(['reopen']);

    const other = await raise('A van on Sundays');
    const given = { text: 'They have one.', toOrganizationId: world.ids.clinic };
    const moved = await escalations.answer(world.partnerLeader, 'redirect', step(other, given));
    expect(await escalations.answer(world.member, 'accept', step(moved, { text: 'Then not.' }))).toMatchObject({
      state: 'accepted',
      answers: [{ verb: 'redirect' }, { verb: 'accept', text: 'Then not.' }],
    });

    const own = await raise('A driver', world.director);
    const no = await escalations.answer(world.director, 'decline', step(own, { text: 'No.' }));
    await expect(escalations.answer(world.director, 'accept', step(no))).rejects.toMatchObject(
      refusedFor('ESCALATION_OWN_ANSWER'),
    );
  });

  /** Asks of another time, as an import of an older workspace would have left them. */
  async function longAgo(rows: { title: string; to: string; days: number; respondedAfter: number | null }[]) {
    await world.app.get(Writes).byItself(world.director, 'x', (tx) => {
      for (const row of rows) {
        const raisedOn = addDays(today, -row.days);
        const escalation = {
          ...input(row.title),
          id: uuidv7(),
          toOrganizationId: row.to,
          respondBy: addDays(raisedOn, 5),
          raisedBy: world.member.memberId,
          raisedAt: at(raisedOn),
          state: row.respondedAfter === null ? ('raised' as const) : ('declined' as const),
        };
        const { idempotencyKey: _key, ...values } = escalation;
        tx.insert(Escalation, values);
        const { kind, category, title, ask, respondBy, toOrganizationId } = values;
        tx.insert(EscalationWording, {
          kind,
          category,
          title,
          ask,
          respondBy,
          toOrganizationId,
          id: uuidv7(),
          escalationId: escalation.id,
          number: 1,
          memberId: escalation.raisedBy,
          asksAnew: true,
          createdAt: escalation.raisedAt,
        });
        if (row.respondedAfter === null) continue;
        tx.insert(EscalationAnswer, {
          id: uuidv7(),
          escalationId: escalation.id,
          memberId: world.partnerLeader.memberId,
          verb: 'decline',
          text: 'No.',
          askedOrganizationId: row.to,
          createdAt: at(addDays(raisedOn, row.respondedAfter)),
        });
      }
      return null;
    });
  }

  it('tells response times of an organization as the domain counts them', async () => {
    const before = (await reading.responseTimes(world.bystander)).find(({ id }) => id === world.ids.clinic);
    const responded = [2, 9, 4, 30];
    await longAgo([
      ...responded.map((respondedAfter, at) => ({
        title: `Old ${at}`,
        to: world.ids.clinic,
        days: 60,
        respondedAfter,
      })),
      { title: 'Forgotten', to: world.ids.clinic, days: 40, respondedAfter: null },
    ]);
    const after = (await reading.responseTimes(world.bystander)).find(({ id }) => id === world.ids.clinic);
    expect(before).toMatchObject({ answered: 1, medianDays: 0, unanswered: 1, overdue: 0 });
    expect(after).toMatchObject({
      answered: 5,
      medianDays: medianResponseDays([0, ...responded]),
      unanswered: 2,
      overdue: 1,
    });
    expect(await reading.responseTimes(world.outsider)).toEqual([]);
  });

  it('lists what is asked of the viewer and what is overdue, page by page', async () => {
    const mine = await reading.escalationsToUs(world.otherLeader, 50, null);
    expect(mine.nodes.map(({ title }) => title)).toEqual(['Forgotten', 'Interpreters at enrolment']);
    expect(mine.nodes[0]?.clock).toMatchObject({ daysWaiting: 40, daysOverdue: 35 });
    const overdue = await reading.page(world.member, { overdue: true }, 10, null);
    expect(overdue.nodes.map(({ title }) => title)).toEqual(['Forgotten']);
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof reading.page>> = await reading.page(world.member, {}, 3, after);
      all.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      expect(page.totalCount).toBeGreaterThan(8);
    } while (after);
    expect(new Set(all).size).toBe(all.length);
    expect((await reading.page(world.outsider, {}, 10, null)).nodes).toEqual([]);
    const nobodys = await reading.escalationsToUs(world.bystander, 10, null);
    expect(nobodys.totalCount).toBe(0);
  });

  it('shows the board by state with true counts, of one network or of all', async () => {
    const board = await reading.board(world.bystander, null, 1);
    const declined = board.find(({ state }) => state === 'declined');
    expect(declined).toMatchObject({ total: 6, overdue: 0 });
    expect(declined?.nodes).toHaveLength(1);
    expect(board.find(({ state }) => state === 'raised')?.overdue).toBe(1);
    expect((await reading.board(world.bystander, world.ids.outsideNetwork, 5)).every(({ total }) => total === 0)).toBe(
      true,
    );
  });

  it('finds asks that are like one, in the words that matter', async () => {
    const one = await escalations.raise(world.member, {
      ...input('Dental screening before school starts'),
      ask: 'Send a hygienist to each preschool once before August.',
    });
    const like = await escalations.raise(world.member, {
      ...input('Dental screenings in preschools'),
      ask: 'Please send one dental hygienist to the preschools in June.',
    });
    const found = await reading.similar(world.bystander, one.id);
    expect(found[0]?.escalation.id).toBe(like.id);
    expect(found.map(({ escalation }) => escalation.title)).not.toContain('Snacks in the afternoon');
    expect(found.every(({ escalation }) => escalation.id !== one.id)).toBe(true);
    expect(await reading.similar(world.outsider, one.id)).toEqual([]);
  });

  it.each(['escalation_answer', 'escalation_wording'])('keeps %s for good, also against the app', async (table) => {
    const erase = world.app
      .get(Tenancy)
      .inScope(
        { partnershipId: world.member.partnershipId, accountId: world.member.accountId, seesHidden: false },
        'READ WRITE',
        (client) => client.query(`UPDATE ${table} SET created_at = now()`),
      );
    await expect(erase).rejects.toThrow(/permission denied/);
  });

  it('serves an ask by GraphQL with what the viewer may do, and hides it from another partnership', async () => {
    const raised = await raise('Crossing guard');
    const query =
      'query ($id: Uuid!) { escalation(id: $id) { title state verbs abilities clock { daysWaiting } answers { verb } } }';
    const answer = await world.graphql(world.partnerLeader, query, { id: raised.id });
    expect(answer).toMatchObject({
      data: {
        escalation: { verbs: ['acknowledge', 'commit', 'decline', 'redirect'], abilities: ['canAnswerEscalation'] },
      },
    });
    expect(await world.graphql(world.outsider, query, { id: raised.id })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});
