import { randomBytes } from 'node:crypto';
import { answerStateNow, linkToken, standingOf } from '@throughline/domain/data-requests';
import { fieldsAsked } from '@throughline/domain/answer-checks';
import { cadences, measureTypes } from '@throughline/domain/vocabulary';
import type { DataForm } from '@throughline/domain/data-form';
import { addDays } from '@throughline/domain/dates';
import { periodContaining } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Conflict } from '../../kernel/errors.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { PlaceMergeService } from '../places/place-merge.service.ts';
import { Place } from '../places/place.entity.ts';
import { ImportService } from '../imports/import.service.ts';
import { DataAnswerService } from './data-answer.service.ts';
import { DataFormService } from './data-form.service.ts';
import { DataRequestLinkService } from './data-request-link.service.ts';
import { DataRequestService } from './data-request.service.ts';

const newSecret = (): string => randomBytes(32).toString('base64url');
const key = () => ({ idempotencyKey: uuidv7() });
const notFound = { extensions: { code: 'NOT_FOUND' } };
const notAllowed = { extensions: { code: 'REFUSED', rule: 'NOT_ALLOWED' } };

describe.each(engines)('data requests on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let requests: DataRequestService;
  let links: DataRequestLinkService;
  let answers: DataAnswerService;
  let forms: DataFormService;
  let today: string;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    const get = <T>(service: new (...all: never[]) => T): T => world.app.get(service, { strict: false });
    requests = get(DataRequestService);
    links = get(DataRequestLinkService);
    answers = get(DataAnswerService);
    forms = get(DataFormService);
    const [day] = await world.inspect<{ today: string }>(
      `SELECT (moment() AT TIME ZONE 'America/New_York')::date::text AS today`,
    );
    today = day?.today ?? '';
  });
  afterAll(() => world.close());

  /** The school year that ended last. */
  const lastYear = () => periodContaining(addDays(periodContaining(today, 'school_year').start, -1), 'school_year');
  const newRequest = (changes: object = {}) => ({
    ...key(),
    id: uuidv7(),
    indicatorId: world.ids.indicator,
    organizationId: world.ids.school,
    placeIds: [ground.home],
    populationIds: [ground.everybody, ground.group],
    fromOn: lastYear().start,
    graceDays: 30,
    note: 'As in the fall report.',
    ...changes,
  });
  const link = async (requestId: string, as: Viewer = world.dataManager) => {
    const secret = newSecret();
    const linked = await links.renew(as, {
      ...key(),
      id: requestId,
      linkId: uuidv7(),
      secret,
      expiresOn: addDays(today, 90),
    });
    return { token: linkToken(as.partnershipId, secret), secret, linked };
  };
  const requestWithLink = async (changes: object = {}) => {
    const request = await requests.add(world.dataManager, newRequest(changes));
    return { request, ...(await link(request.id)) };
  };
  const cells = (all: [number, number], group?: [number, number]) => [
    { placeId: ground.home, populationId: ground.everybody, numerator: all[0], denominator: all[1] },
    ...(group
      ? [{ placeId: ground.home, populationId: ground.group, numerator: group[0], denominator: group[1] }]
      : []),
  ];
  const send = async (token: string, sent: object) =>
    forms.send(await forms.viewerOf(token), {
      ...key(),
      answerId: uuidv7(),
      periodStart: lastYear().start,
      note: '',
      ...sent,
    });
  const firstAnswer = async (requestId: string) => {
    const page = await answers.page(world.dataManager, requestId, 10, null);
    const [answer] = page.nodes;
    if (!answer) throw new Error('nothing was sent');
    return answer;
  };
  const open = async (token: string): Promise<DataForm> => forms.open(await forms.viewerOf(token));
  const observations = () =>
    selectAsOwner<{ numerator: number; denominator: number; import_id: string }>(
      world,
      `SELECT numerator, denominator, import_id FROM observation WHERE period_start = '${lastYear().start}' ORDER BY denominator DESC`,
    );

  it('leads from the request over the form and the review to numbers that an undo takes back', async () => {
    const { request, token } = await requestWithLink();
    expect(request).toMatchObject({ openPeriodLabel: lastYear().label, inReview: 0 });
    const form = await open(token);
    expect(form).toMatchObject({
      partnership: 'Harbor',
      organization: 'School District',
      indicator: 'Children ready for kindergarten',
      places: [{ id: ground.home, name: 'Bridgeport' }],
      populations: [{ name: 'All students', isEverybody: true }, { name: 'English learners' }],
      periods: [{ label: lastYear().label, state: null, sent: null, draft: null }],
    });
    await send(token, { cells: cells([60, 120], [20, 50]), note: 'Without the summer program.' });
    expect(await requests.find(world.facilitator, request.id)).toMatchObject({ inReview: 1, daysLate: 0 });
    const sent = await firstAnswer(request.id);
    expect(sent).toMatchObject({
      state: 'sent',
      note: 'Without the summer program.',
      numbers: { numerators: [60, 20], denominators: [120, 50] },
      before: null,
    });
    expect(await observations()).toEqual([]);

    const accepted = await answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
    expect(accepted).toMatchObject({ state: 'accepted', importState: 'committed' });
    expect(await observations()).toEqual([
      { numerator: 60, denominator: 120, import_id: accepted.importId },
      { numerator: 20, denominator: 50, import_id: accepted.importId },
    ]);
    const [file] = await selectAsOwner<{ file_name: string; uploaded_by: string }>(
      world,
      'SELECT file_name, uploaded_by FROM import WHERE id = $1',
      [accepted.importId],
    );
    expect(file).toEqual({
      file_name: `School District, ${lastYear().label}.csv`,
      uploaded_by: world.dataManager.memberId,
    });
    await expect(send(token, { cells: cells([61, 120]) })).rejects.toMatchObject({
      extensions: { rule: 'ANSWER_IN_USE' },
    });

    await world.app.get(ImportService, { strict: false }).undo(world.dataManager, {
      ...key(),
      id: accepted.importId ?? '',
      version: accepted.importVersion ?? 0,
      reason: 'It was the wrong year.',
    });
    expect(await observations()).toEqual([]);
    const back = await firstAnswer(request.id);
    expect(back).toMatchObject({ state: 'sent', importState: 'undone' });
    expect(await requests.find(world.dataManager, request.id)).toMatchObject({ inReview: 1 });
    // What was undone can be corrected, or accepted again.
    const again = await answers.accept(world.dataManager, { ...key(), id: back.id, version: back.version });
    expect(again.state).toBe('accepted');
    expect(again.importId).not.toBe(accepted.importId);
    expect(await observations()).toHaveLength(2);
  });

  it('answers an accept that is sent twice once, and one of an old version with the current row', async () => {
    const { request, token } = await requestWithLink({ organizationId: world.ids.clinic });
    await send(token, { cells: cells([30, 60]) });
    const { id, version } = await firstAnswer(request.id);
    const input = { ...key(), id, version };
    const [first, second] = [
      await answers.accept(world.dataManager, input),
      await answers.accept(world.dataManager, input),
    ];
    expect(second.importId).toBe(first.importId);
    await expect(answers.accept(world.dataManager, { ...key(), id, version })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { id } },
    });
  });

  it('lets a correction take the place of what was not accepted yet, and of what was sent back with a word', async () => {
    const { request, token } = await requestWithLink();
    await send(token, { cells: cells([30, 60]) });
    await send(token, { cells: cells([31, 60]) });
    const page = await answers.page(world.dataManager, request.id, 10, null);
    expect(page.nodes.map(({ state, number }) => [state, number])).toEqual([
      ['sent', 2],
      ['replaced', 1],
    ]);
    const [newest, oldest] = page.nodes;
    if (!newest || !oldest) throw new Error('two were sent');
    await expect(
      answers.accept(world.dataManager, { ...key(), id: oldest.id, version: oldest.version }),
    ).rejects.toMatchObject({ extensions: { rule: 'ANSWER_REPLACED' } });
    await expect(
      answers.return(world.dataManager, { ...key(), id: newest.id, version: newest.version, word: ' ' }),
    ).rejects.toMatchObject({ extensions: { rule: 'ANSWER_WORD_REQUIRED' } });
    await answers.return(world.dataManager, {
      ...key(),
      id: newest.id,
      version: newest.version,
      word: 'Is that all schools?',
    });
    expect(await requests.find(world.dataManager, request.id)).toMatchObject({
      inReview: 0,
      openPeriodLabel: lastYear().label,
      periods: [{ state: 'returned' }],
    });
    expect((await open(token)).periods[0]).toMatchObject({ state: 'returned', word: 'Is that all schools?' });
    await send(token, { cells: cells([45, 90]) });
    expect(await firstAnswer(request.id)).toMatchObject({ state: 'sent', number: 3, numbers: { numerators: [45] } });
  });

  it('takes no numbers that cannot be, that nobody asked for, or of a period that is not over', async () => {
    const { token } = await requestWithLink();
    await expect(send(token, { cells: cells([61, 60]) })).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { 'cells.0.numerator': { code: 'PART_ABOVE_WHOLE' } } },
    });
    const elsewhere = [{ ...cells([1, 2])[0], placeId: ground.elsewhere }];
    for (const [sent, rule] of [
      [{ cells: elsewhere }, 'ANSWER_NOT_REQUESTED'],
      [{ cells: [...cells([1, 2]), ...cells([1, 2])] }, 'ANSWER_NOT_REQUESTED'],
      [{ cells: [{ placeId: ground.home, populationId: ground.everybody }] }, 'ANSWER_EMPTY'],
      [{ cells: [] }, 'ANSWER_EMPTY'],
      [{ cells: cells([1, 2]), periodStart: periodContaining(today, 'school_year').start }, 'ANSWER_PERIOD_NOT_OVER'],
      [{ cells: cells([1, 2]), periodStart: addDays(lastYear().start, 1) }, 'ANSWER_PERIOD_NOT_REQUESTED'],
      [{ cells: cells([1, 2]), periodStart: '2001-07-01' }, 'ANSWER_PERIOD_NOT_REQUESTED'],
    ] as const) {
      await expect(send(token, sent)).rejects.toMatchObject({ extensions: { rule } });
    }
  });

  it('says of a request what the domain says, whatever its days and answers', async () => {
    const from = addDays(today, -5 * 366);
    for (const graceDays of [0, 40, 366]) {
      const { request, token } = await requestWithLink({ fromOn: from, graceDays });
      for (let at = 0; at < 3; at += 1) {
        const shown = await requests.find(world.dataManager, request.id);
        const { end } = periodContaining(addDays(shown.dueOn, -graceDays), 'school_year');
        expect(shown.standing).toBe(standingOf({ end, dueOn: shown.dueOn }, today));
        for (const view of ['late', 'due'] as const) {
          const page = await requests.page(world.facilitator, 200, null, { view });
          expect(page.nodes.some(({ id }) => id === request.id)).toBe(shown.standing === view);
        }
        // The newest first, so that the hole is what stays open.
        const periodStart = (await open(token)).periods[at]?.start ?? '';
        await send(token, { cells: cells([1, 2]), periodStart });
      }
    }
    const rows = await selectAsOwner<{ state: 'accepted'; import: 'committed' | null; shown: string }>(
      world,
      'SELECT a.state, m.state AS import, a.id AS shown FROM data_answer a LEFT JOIN import m ON m.id = a.import_id',
    );
    for (const { state, import: imported, shown } of rows) {
      const pages = await Promise.all(
        (await requests.page(world.dataManager, 200, null)).nodes.map(({ id }) =>
          answers.page(world.dataManager, id, 50, null),
        ),
      );
      const found = pages.flatMap(({ nodes }) => nodes).find(({ id }) => id === shown);
      expect(found?.state).toBe(answerStateNow(state, imported));
    }
  });

  it('asks the reviewer about what is far from earlier answers, of whichever link', async () => {
    const { request, token } = await requestWithLink({ fromOn: addDays(lastYear().start, -1) });
    const before = periodContaining(addDays(lastYear().start, -1), 'school_year');
    await send(token, { cells: cells([50, 100]), periodStart: before.start });
    const renewed = await link(request.id);
    await send(renewed.token, { cells: cells([95, 100]) });
    expect(await firstAnswer(request.id)).toMatchObject({
      before: { periodLabel: before.label, numerators: [50] },
      questions: [{ code: 'far_from_earlier', field: 'numerator', given: 95, expected: 50 }],
    });
    // The form of the new link shows nothing that the old one sent.
    const form = await open(renewed.token);
    expect(form.periods.map(({ state, sent }) => [state, sent !== null])).toEqual([
      ['sent', true],
      ['sent', false],
    ]);
    expect(JSON.stringify(form)).not.toContain('50');
  });

  it('opens by a link that is in use, and by nothing else', async () => {
    const { request, token, secret, linked } = await requestWithLink();
    expect(await open(token)).toMatchObject({ indicator: 'Children ready for kindergarten' });
    const otherPartnership = linkToken(world.outsider.partnershipId, secret);
    for (const wrong of [otherPartnership, linkToken(world.director.partnershipId, newSecret()), '', 'x']) {
      await expect(open(wrong)).rejects.toMatchObject(notFound);
    }
    // Only the hash of the secret is anywhere.
    for (const table of ['data_request_link', 'audit', 'idempotency', 'outbox', 'item']) {
      const rows = await world.inspect<{ all: string }>(`SELECT to_jsonb(t)::text AS all FROM ${table} t`);
      expect(rows.filter(({ all }) => all.includes(secret))).toEqual([]);
    }
    const renewed = await link(request.id);
    await expect(open(token)).rejects.toMatchObject(notFound);
    expect(await open(renewed.token)).toBeTruthy();
    expect(renewed.linked.link?.id).not.toBe(linked.link?.id);

    const { id = '', version = 0 } = renewed.linked.link ?? {};
    const longer = await links.extend(world.dataManager, { ...key(), id, version, expiresOn: addDays(today, 200) });
    expect(longer.link?.expiresOn).toBe(addDays(today, 200));
    for (const [expiresOn, code] of [
      [today, 'LINK_EXPIRES_TOO_EARLY'],
      [addDays(today, 800), 'LINK_EXPIRES_TOO_LATE'],
    ] as const) {
      await expect(
        links.extend(world.dataManager, { ...key(), id, version: longer.link?.version ?? 0, expiresOn }),
      ).rejects.toMatchObject({ extensions: { refusals: { expiresOn: { code } } } });
    }
    await world.inspect(`UPDATE data_request_link SET expires_on = $2 WHERE id = $1`, [id, addDays(today, -1)]);
    await expect(open(renewed.token)).rejects.toMatchObject(notFound);
    await expect(send(renewed.token, { cells: cells([1, 2]) })).rejects.toMatchObject(notFound);

    const third = await link(request.id);
    const viewer = await forms.viewerOf(third.token);
    await requests.retire(world.dataManager, {
      ...key(),
      id: request.id,
      version: (await requests.find(world.dataManager, request.id)).version,
      reason: 'The program ended.',
    });
    await expect(open(third.token)).rejects.toMatchObject(notFound);
    // Also for whoever had it open.
    await expect(forms.open(viewer)).rejects.toMatchObject(notFound);
    await expect(
      forms.send(viewer, { ...key(), answerId: uuidv7(), periodStart: lastYear().start, cells: cells([1, 2]) }),
    ).rejects.toMatchObject(notFound);
    await expect(
      links.renew(world.dataManager, {
        ...key(),
        id: request.id,
        linkId: uuidv7(),
        secret: newSecret(),
        expiresOn: addDays(today, 9),
      }),
    ).rejects.toMatchObject({ extensions: { rule: 'DATA_REQUEST_ENDED' } });
    const ended = await requests.find(world.dataManager, request.id);
    await requests.restore(world.dataManager, { ...key(), id: request.id, version: ended.version });
    expect(await open(third.token)).toBeTruthy();
    const now = (await requests.find(world.dataManager, request.id)).link;
    await links.revoke(world.dataManager, { ...key(), id: now?.id ?? '', version: now?.version ?? 0 });
    await expect(open(third.token)).rejects.toMatchObject(notFound);
  });

  it('keeps what is typed with each link, and tells a second device what the first wrote', async () => {
    const { token } = await requestWithLink();
    const viewer = await forms.viewerOf(token);
    const draft = (version: number, text: string) => ({
      periodStart: lastYear().start,
      version,
      texts: { note: text },
    });
    const first = await forms.keepDraft(viewer, draft(0, 'a'));
    const second = await forms.keepDraft(viewer, draft(first.version, 'ab'));
    await expect(forms.keepDraft(viewer, draft(first.version, 'ax'))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: second.version, texts: { note: 'ab' } } },
    });
    expect((await open(token)).periods[0]?.draft).toEqual({ version: second.version, texts: { note: 'ab' } });
    const other = await requestWithLink();
    expect((await open(other.token)).periods[0]?.draft).toBeNull();
    await send(token, { cells: cells([1, 2]) });
    expect((await open(token)).periods[0]).toMatchObject({ draft: null, sent: { cells: [{ numerator: 1 }] } });
    await expect(forms.keepDraft(viewer, { ...draft(0, 'a'), periodStart: '1999-07-01' })).rejects.toMatchObject({
      extensions: { rule: 'ANSWER_PERIOD_NOT_REQUESTED' },
    });
  });

  it('tells the history of who sent by which link, and no number', async () => {
    const { token, linked } = await requestWithLink();
    const { answerId } = await send(token, { cells: cells([987_653, 987_654]) });
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
    const { request, token } = await requestWithLink();
    const viewer = await forms.viewerOf(token);
    const sent = { ...key(), answerId: uuidv7(), periodStart: lastYear().start, cells: cells([1, 2]) };
    expect(await forms.send(viewer, sent)).toEqual(await forms.send(viewer, sent));
    expect((await answers.page(world.dataManager, request.id, 10, null)).totalCount).toBe(1);
    await expect(forms.send(viewer, { ...sent, cells: cells([2, 2]) })).rejects.toMatchObject({
      extensions: { rule: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('imports what each measure asks for, at each cadence', async () => {
    for (const [at, cadence] of cadences.entries()) {
      const indicatorId = uuidv7();
      const measureType = measureTypes[at % measureTypes.length] ?? 'count';
      await world.app.get(Writes).byItself(world.director, 'measure', (tx) => {
        const name = `Measured as ${measureType} each ${cadence}`;
        const what = { outcomeId: world.ids.outcome, level: 'core', direction: 'higher', cadence, unit: 'x' } as const;
        tx.insert(Indicator, { id: indicatorId, name, measureType, ...what });
      });
      const { request, token } = await requestWithLink({ indicatorId, fromOn: addDays(today, -400) });
      const periodStart = request.periods[0]?.start ?? '';
      const numbers = Object.fromEntries(fieldsAsked(measureType).map((field, place) => [field, 40 + 40 * place]));
      const cell = { placeId: ground.home, populationId: ground.everybody, ...numbers };
      await send(token, { periodStart, cells: [cell] });
      const sent = await firstAnswer(request.id);
      const accepted = await answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
      expect([measureType, accepted.state]).toEqual([measureType, 'accepted']);
      const stored = await selectAsOwner<object>(
        world,
        'SELECT value, numerator, denominator, period_start::text AS "periodStart", status FROM observation WHERE indicator_id = $1',
        [indicatorId],
      );
      const value = measureType === 'proportion' ? 50 : 40;
      expect([measureType, stored]).toEqual([
        measureType,
        [{ numerator: null, denominator: null, ...numbers, value, periodStart, status: 'reported' }],
      ]);
    }
  });

  it('imports what was sent of a place where that place is now', async () => {
    const was = uuidv7();
    await world.app.get(Writes).byItself(world.director, 'place', (tx) => {
      tx.insert(Place, { id: was, name: 'Old Town', kind: 'district' });
    });
    const { request, token } = await requestWithLink({ placeIds: [was], populationIds: [ground.group] });
    await send(token, {
      cells: [{ placeId: was, populationId: ground.group, numerator: 301, denominator: 602 }],
    });
    const merge = world.app.get(PlaceMergeService, { strict: false });
    await merge.merge(world.dataManager, {
      ...key(),
      id: was,
      version: 1,
      intoId: ground.elsewhere,
      reason: 'One town.',
    });
    expect((await open(token)).places).toEqual([{ id: ground.elsewhere, name: 'Ansonia' }]);
    const sent = await firstAnswer(request.id);
    await answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
    const [stored] = await selectAsOwner<{ place_id: string }>(
      world,
      'SELECT place_id FROM observation WHERE denominator = 602',
    );
    expect(stored?.place_id).toBe(ground.elsewhere);
  });

  it('tells whoever has a link nothing of the row that somebody reviewed in the same moment', async () => {
    const { token } = await requestWithLink();
    const run = vi.spyOn(world.app.get(Writes), 'run');
    run.mockRejectedValueOnce(new Conflict({ cells: cells([7, 8]) }));
    expect(await send(token, { cells: cells([1, 2]) })).toMatchObject({ answerId: expect.any(String) });
    for (let time = 0; time < 2; time += 1) run.mockRejectedValueOnce(new Conflict({ cells: cells([7, 8]) }));
    const refused = await send(token, { cells: cells([1, 2]) }).catch((error: unknown) => error);
    run.mockRestore();
    expect(refused).toMatchObject({ extensions: { rule: 'ANSWER_IN_USE' } });
    expect(JSON.stringify(refused)).not.toContain('cells');
  });

  it('refuses who may not, another partnership, and whoever has only a link', async () => {
    const { request, token } = await requestWithLink();
    await send(token, { cells: cells([1, 2]) });
    const { id, version } = await firstAnswer(request.id);
    const byLink = await forms.viewerOf(token);
    const visible = (as: Viewer) => requests.find(as, request.id);
    const attempts = (as: Viewer) => [
      () => requests.add(as, newRequest()),
      () => requests.edit(as, { ...key(), id: request.id, version: request.version, graceDays: 3 }),
      () => link(request.id, as),
      () => answers.page(as, request.id, 10, null),
      () => answers.accept(as, { ...key(), id, version }),
      () => answers.return(as, { ...key(), id, version, word: 'No.' }),
    ];
    for (const as of [world.member, world.bystander, world.partnerLeader, world.facilitator, byLink]) {
      for (const attempt of attempts(as)) await expect(attempt()).rejects.toMatchObject(notAllowed);
    }
    for (const as of [world.member, world.partnerLeader, byLink]) {
      await expect(visible(as)).rejects.toMatchObject(notAllowed);
      await expect(requests.page(as, 10, null)).rejects.toMatchObject(notAllowed);
    }
    expect(await visible(world.facilitator)).toMatchObject({ id: request.id, abilities: [] });
    const [, ...ofOurs] = attempts(world.outsider);
    for (const attempt of ofOurs) await expect(attempt()).rejects.toMatchObject(notFound);
    await expect(visible(world.outsider)).rejects.toMatchObject(notFound);
    expect((await requests.page(world.outsider, 50, null)).totalCount).toBe(0);
    // A member is no link.
    await expect(forms.open(world.director as never)).rejects.toMatchObject(notAllowed);
  });
});
