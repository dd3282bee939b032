import { answerStateNow, linkToken, standingOf } from '@throughline/domain/data-requests';
import { addDays } from '@throughline/domain/dates';
import { parsePeriod } from '@throughline/domain/period-labels';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { key, newSecret, RequestSteps } from '../../../../../test/support/data-requests.ts';
import { selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Conflict } from '../../kernel/errors.ts';
import { Writes } from '../../writes/writes.ts';

const notFound = { extensions: { code: 'NOT_FOUND' } };
const notAllowed = { extensions: { code: 'REFUSED', rule: 'NOT_ALLOWED' } };

describe.each(engines)('data requests on %s', (engine) => {
  let world: World;
  let steps: RequestSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = await RequestSteps.begin(world);
  });
  afterAll(() => world.close());

  it('says of a request what the domain says, whatever its days and answers', async () => {
    const from = addDays(steps.today, -5 * 366);
    for (const graceDays of [0, 40, 366]) {
      const wanted = steps.newRequest({ fromOn: from, graceDays });
      const request = await steps.daysAgo(4 * 366, () => steps.requests.add(world.dataManager, wanted));
      const { token } = await steps.link(request.id);
      for (let at = 0; at < 3; at += 1) {
        const shown = await steps.requests.find(world.dataManager, request.id);
        const open = parsePeriod(shown.openPeriodLabel, 'school_year');
        const end = 'period' in open ? open.period.end : '';
        expect(shown.standing).toBe(standingOf({ end, dueOn: shown.dueOn }, steps.today));
        for (const view of ['late', 'due'] as const) {
          const page = await steps.requests.page(world.facilitator, 200, null, { view });
          expect(page.nodes.some(({ id }) => id === request.id)).toBe(shown.standing === view);
        }
        // The newest first, so that the hole is what stays open.
        const periodStart = (await steps.open(token)).periods[at]?.start ?? '';
        await steps.send(token, { cells: steps.cells([1, 2]), periodStart });
      }
    }
    const rows = await selectAsOwner<{ state: 'accepted'; import: 'committed' | null; shown: string }>(
      world,
      'SELECT a.state, m.state AS import, a.id AS shown FROM data_answer a LEFT JOIN import m ON m.id = a.import_id',
    );
    for (const { state, import: imported, shown } of rows) {
      const pages = await Promise.all(
        (await steps.requests.page(world.dataManager, 200, null)).nodes.map(({ id }) =>
          steps.answers.page(world.dataManager, id, 50, null),
        ),
      );
      const found = pages.flatMap(({ nodes }) => nodes).find(({ id }) => id === shown);
      expect(found?.state).toBe(answerStateNow(state, imported));
    }
  });

  it('is late with nothing on the day when it asks for what is long over', async () => {
    const from = addDays(steps.today, -3 * 366);
    const standingOn = async (id: string) => {
      const { dueOn, daysLate, standing, periods } = await steps.requests.find(world.dataManager, id);
      expect(periods.every((period) => period.dueOn >= dueOn)).toBe(true);
      return { dueOn, daysLate, standing, late: periods.filter((period) => period.daysLate > 0).length };
    };
    const soon = { dueOn: addDays(steps.today, 10), daysLate: 0, standing: 'due', late: 0 };
    const { request, token } = await steps.requestWithLink({ fromOn: from, graceDays: 10 });
    expect(await standingOn(request.id)).toEqual(soon);
    expect((await steps.open(token)).periods.map((period) => period.daysLate)).toEqual([0, 0, 0]);

    // Requested a year ago, and now from further back.
    const older = await steps.daysAgo(200, () => steps.requests.add(world.dataManager, steps.newRequest()));
    expect(await standingOn(older.id)).toMatchObject({ dueOn: expect.any(String), standing: 'late', late: 1 });
    const { version } = older;
    await steps.requests.edit(world.dataManager, { ...key(), id: older.id, version, fromOn: from, graceDays: 10 });
    expect(await standingOn(older.id)).toEqual(soon);

    // Ended, and taken up again long after.
    const ended = await steps.daysAgo(300, async () => {
      const { id, version: made } = await steps.requests.add(world.dataManager, steps.newRequest({ graceDays: 10 }));
      return steps.requests.retire(world.dataManager, { ...key(), id, version: made, reason: 'No more.' });
    });
    await steps.requests.restore(world.dataManager, { ...key(), id: ended.id, version: ended.version });
    expect(await standingOn(ended.id)).toEqual(soon);
  });

  it('opens by a link that is in use, and by nothing else', async () => {
    const { request, token, secret, linked } = await steps.requestWithLink();
    expect(await steps.open(token)).toMatchObject({ indicator: 'Children ready for kindergarten' });
    const otherPartnership = linkToken(world.outsider.partnershipId, secret);
    for (const wrong of [otherPartnership, linkToken(world.director.partnershipId, newSecret()), '', 'x']) {
      await expect(steps.open(wrong)).rejects.toMatchObject(notFound);
    }
    // Only the hash of the secret is anywhere.
    for (const table of ['data_request_link', 'audit', 'idempotency', 'outbox', 'item']) {
      const rows = await world.inspect<{ all: string }>(`SELECT to_jsonb(t)::text AS all FROM ${table} t`);
      expect(rows.filter(({ all }) => all.includes(secret))).toEqual([]);
    }
    const renewed = await steps.link(request.id);
    await expect(steps.open(token)).rejects.toMatchObject(notFound);
    expect(await steps.open(renewed.token)).toBeTruthy();
    expect(renewed.linked.link?.id).not.toBe(linked.link?.id);

    const { id = '', version = 0 } = renewed.linked.link ?? {};
    const longer = await steps.links.extend(world.dataManager, {
      ...key(),
      id,
      version,
      expiresOn: addDays(steps.today, 200),
    });
    expect(longer.link?.expiresOn).toBe(addDays(steps.today, 200));
    for (const [expiresOn, code] of [
      [steps.today, 'LINK_EXPIRES_TOO_EARLY'],
      [addDays(steps.today, 800), 'LINK_EXPIRES_TOO_LATE'],
    ] as const) {
      await expect(
        steps.links.extend(world.dataManager, { ...key(), id, version: longer.link?.version ?? 0, expiresOn }),
      ).rejects.toMatchObject({ extensions: { refusals: { expiresOn: { code } } } });
    }
    await world.inspect(`UPDATE data_request_link SET expires_on = $2 WHERE id = $1`, [id, addDays(steps.today, -1)]);
    await expect(steps.open(renewed.token)).rejects.toMatchObject(notFound);
    await expect(steps.send(renewed.token, { cells: steps.cells([1, 2]) })).rejects.toMatchObject(notFound);

    const third = await steps.link(request.id);
    const viewer = await steps.forms.viewerOf(third.token);
    await steps.requests.retire(world.dataManager, {
      ...key(),
      id: request.id,
      version: (await steps.requests.find(world.dataManager, request.id)).version,
      reason: 'The program ended.',
    });
    await expect(steps.open(third.token)).rejects.toMatchObject(notFound);
    // Also for whoever had it open.
    await expect(steps.forms.open(viewer)).rejects.toMatchObject(notFound);
    await expect(
      steps.forms.send(viewer, {
        ...key(),
        answerId: uuidv7(),
        periodStart: steps.lastYear().start,
        follows: 0,
        cells: steps.cells([1, 2]),
      }),
    ).rejects.toMatchObject(notFound);
    await expect(
      steps.links.renew(world.dataManager, {
        ...key(),
        id: request.id,
        linkId: uuidv7(),
        secret: newSecret(),
        expiresOn: addDays(steps.today, 9),
      }),
    ).rejects.toMatchObject({ extensions: { rule: 'DATA_REQUEST_ENDED' } });
    const ended = await steps.requests.find(world.dataManager, request.id);
    await steps.requests.restore(world.dataManager, { ...key(), id: request.id, version: ended.version });
    expect(await steps.open(third.token)).toBeTruthy();
    const now = (await steps.requests.find(world.dataManager, request.id)).link;
    await steps.links.revoke(world.dataManager, { ...key(), id: now?.id ?? '', version: now?.version ?? 0 });
    await expect(steps.open(third.token)).rejects.toMatchObject(notFound);
  });

  it('keeps what is typed with each link, and tells a second device what the first wrote', async () => {
    const { token } = await steps.requestWithLink();
    const viewer = await steps.forms.viewerOf(token);
    const draft = (version: number, text: string) => ({
      periodStart: steps.lastYear().start,
      version,
      texts: { note: text },
    });
    const first = await steps.forms.keepDraft(viewer, draft(0, 'a'));
    const second = await steps.forms.keepDraft(viewer, draft(first.version, 'ab'));
    await expect(steps.forms.keepDraft(viewer, draft(first.version, 'ax'))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: second.version, texts: { note: 'ab' } } },
    });
    expect((await steps.open(token)).periods[0]?.draft).toEqual({ version: second.version, texts: { note: 'ab' } });
    const other = await steps.requestWithLink();
    expect((await steps.open(other.token)).periods[0]?.draft).toBeNull();
    await steps.send(token, { cells: steps.cells([1, 2]) });
    expect((await steps.open(token)).periods[0]).toMatchObject({ draft: null, sent: { cells: [{ numerator: 1 }] } });
    await expect(steps.forms.keepDraft(viewer, { ...draft(0, 'a'), periodStart: '1999-07-01' })).rejects.toMatchObject({
      extensions: { rule: 'ANSWER_PERIOD_NOT_REQUESTED' },
    });
  });

  it('tells the history of who sent by which link, and no number', async () => {
    const { token, linked } = await steps.requestWithLink();
    const { answerId } = await steps.send(token, { cells: steps.cells([987_653, 987_654]) });
    const history = await world.inspect<{ member_id: string | null; link_id: string; verb: string; all: string }>(
      'SELECT member_id, link_id, verb, to_jsonb(a)::text AS all FROM audit a WHERE item_id = $1',
      [answerId],
    );
    expect(history).toMatchObject([{ member_id: null, link_id: linked.link?.id, verb: 'send' }]);
    const everywhere = await world.inspect<{ all: string }>(
      `SELECT to_jsonb(a)::text AS all FROM audit a UNION ALL SELECT to_jsonb(i)::text FROM idempotency i UNION ALL SELECT to_jsonb(o)::text FROM outbox o`,
    );
    expect(everywhere.filter(({ all }) => /98765[34]/.test(all))).toEqual([]);
  });

  it('sends once under one key', async () => {
    const { request, token } = await steps.requestWithLink();
    const viewer = await steps.forms.viewerOf(token);
    const cells = steps.cells([1, 2]);
    const sent = { ...key(), answerId: uuidv7(), periodStart: steps.lastYear().start, follows: 0, cells };
    expect(await steps.forms.send(viewer, sent)).toEqual(await steps.forms.send(viewer, sent));
    expect((await steps.answers.page(world.dataManager, request.id, 10, null)).totalCount).toBe(1);
    await expect(steps.forms.send(viewer, { ...sent, cells: steps.cells([2, 2]) })).rejects.toMatchObject({
      extensions: { rule: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('tells whoever has a link nothing of the row that somebody reviewed in the same moment', async () => {
    const { token } = await steps.requestWithLink();
    const run = vi.spyOn(world.app.get(Writes), 'run');
    run.mockRejectedValueOnce(new Conflict({ cells: steps.cells([7, 8]) }));
    expect(await steps.send(token, { cells: steps.cells([1, 2]) })).toMatchObject({ answerId: expect.any(String) });
    for (let time = 0; time < 2; time += 1) run.mockRejectedValueOnce(new Conflict({ cells: steps.cells([7, 8]) }));
    const refused = await steps.send(token, { cells: steps.cells([1, 2]) }).catch((error: unknown) => error);
    run.mockRestore();
    expect(refused).toMatchObject({ extensions: { rule: 'ANSWER_IN_USE' } });
    expect(JSON.stringify(refused)).not.toContain('cells');
  });

  it('refuses who may not, another partnership, and whoever has only a link', async () => {
    const { request, token } = await steps.requestWithLink();
    await steps.send(token, { cells: steps.cells([1, 2]) });
    const { id, version } = await steps.firstAnswer(request.id);
    const byLink = await steps.forms.viewerOf(token);
    const visible = (as: Viewer) => steps.requests.find(as, request.id);
    const attempts = (as: Viewer) => [
      () => steps.requests.add(as, steps.newRequest()),
      () => steps.requests.edit(as, { ...key(), id: request.id, version: request.version, graceDays: 3 }),
      () => steps.link(request.id, as),
      () => steps.answers.page(as, request.id, 10, null),
      () => steps.answers.accept(as, { ...key(), id, version }),
      () => steps.answers.return(as, { ...key(), id, version, word: 'No.' }),
    ];
    for (const as of [world.member, world.bystander, world.partnerLeader, world.facilitator, byLink]) {
      for (const attempt of attempts(as)) await expect(attempt()).rejects.toMatchObject(notAllowed);
    }
    for (const as of [world.member, world.partnerLeader, byLink]) {
      await expect(visible(as)).rejects.toMatchObject(notAllowed);
      await expect(steps.requests.page(as, 10, null)).rejects.toMatchObject(notAllowed);
    }
    expect(await visible(world.facilitator)).toMatchObject({ id: request.id, abilities: [] });
    const [, ...ofOurs] = attempts(world.outsider);
    for (const attempt of ofOurs) await expect(attempt()).rejects.toMatchObject(notFound);
    await expect(visible(world.outsider)).rejects.toMatchObject(notFound);
    expect((await steps.requests.page(world.outsider, 50, null)).totalCount).toBe(0);
    // A member is no link.
    await expect(steps.forms.open(world.director as never)).rejects.toMatchObject(notAllowed);
  });
});
