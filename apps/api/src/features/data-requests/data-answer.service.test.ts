import { fieldsAsked } from '@throughline/domain/answer-checks';
import { addDays } from '@throughline/domain/dates';
import { periodContaining } from '@throughline/domain/periods';
import { cadences, measureTypes } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { key, RequestSteps } from '../../../../../test/support/data-requests.ts';
import { selectAsOwner } from '../../../../../test/support/imports.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Writes } from '../../writes/writes.ts';
import { ImportService } from '../imports/import.service.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { ObservationService } from '../observations/observation.service.ts';
import { PlaceMergeService } from '../places/place-merge.service.ts';
import { PlaceService } from '../places/place.service.ts';
import { Place } from '../places/place.entity.ts';

describe.each(engines)('answers to data requests on %s', (engine) => {
  let world: World;
  let steps: RequestSteps;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = await RequestSteps.begin(world);
  });
  afterAll(() => world.close());

  it('leads from the request over the form and the review to numbers that an undo takes back', async () => {
    const { request, token } = await steps.requestWithLink();
    expect(request).toMatchObject({ openPeriodLabel: steps.lastYear().label, inReview: 0 });
    const form = await steps.open(token);
    expect(form).toMatchObject({
      partnership: 'Harbor',
      organization: 'School District',
      indicator: 'Children ready for kindergarten',
      places: [{ id: steps.ground.home, name: 'Bridgeport' }],
      populations: [{ name: 'All students', isEverybody: true }, { name: 'English learners' }],
      periods: [{ label: steps.lastYear().label, state: null, sent: null, draft: null }],
    });
    await steps.send(token, { cells: steps.cells([60, 120], [20, 50]), note: 'Without the summer program.' });
    expect(await steps.requests.find(world.facilitator, request.id)).toMatchObject({ inReview: 1, daysLate: 0 });
    const sent = await steps.firstAnswer(request.id);
    expect(sent).toMatchObject({
      state: 'sent',
      note: 'Without the summer program.',
      numbers: { numerators: [60, 20], denominators: [120, 50] },
      before: null,
    });
    expect(await steps.observations()).toEqual([]);

    const accepted = await steps.answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
    expect(accepted).toMatchObject({ state: 'accepted', importState: 'committed' });
    expect(await steps.observations()).toEqual([
      { numerator: 60, denominator: 120, import_id: accepted.importId },
      { numerator: 20, denominator: 50, import_id: accepted.importId },
    ]);
    const [file] = await selectAsOwner<{ file_name: string; uploaded_by: string }>(
      world,
      'SELECT file_name, uploaded_by FROM import WHERE id = $1',
      [accepted.importId],
    );
    expect(file).toEqual({
      file_name: `School District, ${steps.lastYear().label}.csv`,
      uploaded_by: world.dataManager.memberId,
    });
    await expect(steps.send(token, { cells: steps.cells([61, 120]) })).rejects.toMatchObject({
      extensions: { rule: 'ANSWER_IN_USE' },
    });

    await world.app.get(ImportService, { strict: false }).undo(world.dataManager, {
      ...key(),
      id: accepted.importId ?? '',
      version: accepted.importVersion ?? 0,
      reason: 'It was the wrong year.',
    });
    expect(await steps.observations()).toEqual([]);
    const back = await steps.firstAnswer(request.id);
    expect(back).toMatchObject({ state: 'sent', importState: 'undone' });
    expect(await steps.requests.find(world.dataManager, request.id)).toMatchObject({ inReview: 1 });
    // What was undone can be corrected, or accepted again.
    const again = await steps.answers.accept(world.dataManager, { ...key(), id: back.id, version: back.version });
    expect(again.state).toBe('accepted');
    expect(again.importId).not.toBe(accepted.importId);
    expect(await steps.observations()).toHaveLength(2);
  });

  it('asks about a number far from those that are stored of the same place, and tells whoever has the link none', async () => {
    const indicatorId = uuidv7();
    await world.app.get(Writes).byItself(world.director, 'measure', (tx) => {
      const words = { name: 'Present on nine of ten days', unit: '%', level: 'core', direction: 'higher' } as const;
      tx.insert(Indicator, {
        id: indicatorId,
        outcomeId: world.ids.outcome,
        ...words,
        measureType: 'proportion',
        cadence: 'school_year',
      });
      return { id: indicatorId };
    });
    const enter = async (periodStart: string, populationId: string, numerator: number, denominator: number) =>
      world.app.get(ObservationService, { strict: false }).enter(world.dataManager, {
        ...key(),
        indicatorId,
        placeId: steps.ground.home,
        populationId,
        periodStart,
        numerator,
        denominator,
      });
    for (const year of [2016, 2017, 2018]) await enter(`${year}-07-01`, steps.ground.everybody, 111 + year - 2016, 142);
    // Nobody but who keeps the data sees so small a group.
    await enter('2018-07-01', steps.ground.group, 3, 7);
    const { request, token } = await steps.requestWithLink({ indicatorId });
    const { usual } = await steps.open(token);
    const { home: placeId, everybody, group } = steps.ground;
    expect(usual.filter(({ field }) => field === 'denominator')).toEqual([
      { placeId, populationId: everybody, field: 'denominator', least: 50, most: 200 },
    ]);
    // Without the ids, whose digits can be any.
    const ranges = usual.map(({ field, least, most }) => [field, least, most]);
    expect(JSON.stringify(ranges)).not.toMatch(/11[123]|142|78|79/);
    await steps.send(token, { cells: steps.cells([1250, 1340], [60, 70]) });
    const { questions } = await steps.firstAnswer(request.id);
    const far = questions.filter(({ code }) => code === 'far_from_earlier');
    expect(far).toMatchObject([
      { populationId: everybody, field: 'numerator', given: (100 * 1250) / 1340 },
      { populationId: everybody, field: 'denominator', given: 1340, expected: 142 },
      { populationId: group, field: 'numerator' },
      { populationId: group, field: 'denominator', given: 70, expected: 7 },
    ]);
  });

  it('takes a word that there are no numbers for an answer, with the reason, until there are some', async () => {
    const { request, token } = await steps.requestWithLink({ organizationId: world.ids.clinic });
    const none = { cells: [], hasNone: true };
    await expect(steps.send(token, none)).rejects.toMatchObject({
      extensions: { refusals: { note: { code: 'ANSWER_REASON_REQUIRED' } } },
    });
    const note = 'The clinic was closed.';
    await expect(steps.send(token, { ...none, note, cells: steps.cells([1, 2]) })).rejects.toMatchObject({
      extensions: { rule: 'ANSWER_NONE_AND_SOME' },
    });
    await steps.send(token, { ...none, note });
    // Nobody owes that period any more.
    expect(await steps.requests.find(world.dataManager, request.id)).toMatchObject({ inReview: 1, daysLate: 0 });
    const sent = await steps.firstAnswer(request.id);
    expect(sent).toMatchObject({ state: 'sent', note, placeIds: [], questions: [] });
    const before = await steps.observations();
    const accept = { ...key(), id: sent.id, version: sent.version };
    await expect(steps.answers.accept(world.outsider, accept)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(steps.answers.accept(world.member, accept)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const accepted = await steps.answers.accept(world.dataManager, accept);
    expect(accepted).toMatchObject({ state: 'accepted', importId: null });
    expect(await steps.answers.accept(world.dataManager, accept)).toMatchObject({ state: 'accepted' });
    expect(await steps.observations()).toEqual(before);
    expect((await steps.open(token)).periods[0]).toMatchObject({
      state: 'accepted',
      daysLate: 0,
      sent: { note, cells: [] },
    });
    await steps.send(token, { cells: steps.cells([30, 60]) });
    expect(await steps.firstAnswer(request.id)).toMatchObject({ state: 'sent', numbers: { denominators: [60] } });
  });

  it.each([
    ['indicator', (): string => world.ids.indicator],
    ['organization', (): string => world.ids.school],
  ])('takes no numbers of a retired %s, and says so', async (table, idOf) => {
    const { token } = await steps.requestWithLink();
    await selectAsOwner(world, `UPDATE ${table} SET retired_at = now() WHERE id = $1`, [idOf()]);
    try {
      expect(await steps.open(token)).toMatchObject({ isCollected: false });
      await expect(steps.send(token, { cells: steps.cells([30, 60]) })).rejects.toMatchObject({
        extensions: { rule: 'ANSWER_NOT_COLLECTED' },
      });
    } finally {
      await selectAsOwner(world, `UPDATE ${table} SET retired_at = NULL WHERE id = $1`, [idOf()]);
    }
    expect(await steps.open(token)).toMatchObject({ isCollected: true });
  });

  it('tells the form which of its places lies in which', async () => {
    const districtId = uuidv7();
    const schoolId = uuidv7();
    const places = world.app.get(PlaceService, { strict: false });
    await places.add(world.dataManager, { ...key(), id: districtId, name: 'Ash District', kind: 'district' });
    const school = { id: schoolId, name: 'Elm School', kind: 'school' as const, parentId: districtId };
    await places.add(world.dataManager, { ...key(), ...school });
    const { token } = await steps.requestWithLink({ placeIds: [districtId, schoolId, steps.ground.home] });
    expect((await steps.open(token)).places.map(({ parentId }) => parentId)).toEqual([null, districtId, null]);
    const alone = await steps.requestWithLink({ placeIds: [schoolId] });
    expect((await steps.open(alone.token)).places).toMatchObject([{ parentId: null }]);
  });

  it('answers an accept that is sent twice once, and one of an old version with the current row', async () => {
    const { request, token } = await steps.requestWithLink({ organizationId: world.ids.clinic });
    await steps.send(token, { cells: steps.cells([30, 60]) });
    const { id, version } = await steps.firstAnswer(request.id);
    const input = { ...key(), id, version };
    const [first, second] = [
      await steps.answers.accept(world.dataManager, input),
      await steps.answers.accept(world.dataManager, input),
    ];
    expect(second.importId).toBe(first.importId);
    await expect(steps.answers.accept(world.dataManager, { ...key(), id, version })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { id } },
    });
  });

  it('lets no device replace what another one sent meanwhile without having seen it', async () => {
    const { request, token } = await steps.requestWithLink();
    const viewer = await steps.forms.viewerOf(token);
    const periodStart = steps.lastYear().start;
    const sentBy = (cells: object[], follows: number) =>
      steps.forms.send(viewer, { ...key(), answerId: uuidv7(), periodStart, follows, note: '', cells });
    const both = await Promise.allSettled([sentBy(steps.cells([9, 10]), 0), sentBy(steps.cells([8, 10]), 0)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { extensions: { rule: 'ANSWER_OVERTAKEN' } },
    });
    expect((await steps.open(token)).periods[0]).toMatchObject({ answers: 1, state: 'sent' });
    await sentBy(steps.cells([9, 10]), 1);
    expect(await steps.firstAnswer(request.id)).toMatchObject({ number: 2, numbers: { numerators: [9] } });
  });

  it('lets a correction take the place of what was not accepted yet, and of what was sent back with a word', async () => {
    const { request, token } = await steps.requestWithLink();
    await steps.send(token, { cells: steps.cells([30, 60]) });
    await steps.send(token, { cells: steps.cells([31, 60]) });
    const page = await steps.answers.page(world.dataManager, request.id, 10, null);
    expect(page.nodes.map(({ state, number }) => [state, number])).toEqual([
      ['sent', 2],
      ['replaced', 1],
    ]);
    const [newest, oldest] = page.nodes;
    if (!newest || !oldest) throw new Error('two were sent');
    await expect(
      steps.answers.accept(world.dataManager, { ...key(), id: oldest.id, version: oldest.version }),
    ).rejects.toMatchObject({ extensions: { rule: 'ANSWER_REPLACED' } });
    await expect(
      steps.answers.return(world.dataManager, { ...key(), id: newest.id, version: newest.version, word: ' ' }),
    ).rejects.toMatchObject({ extensions: { rule: 'ANSWER_WORD_REQUIRED' } });
    await steps.answers.return(world.dataManager, {
      ...key(),
      id: newest.id,
      version: newest.version,
      word: 'Is that all schools?',
    });
    expect(await steps.requests.find(world.dataManager, request.id)).toMatchObject({
      inReview: 0,
      openPeriodLabel: steps.lastYear().label,
      periods: [{ state: 'returned' }],
    });
    expect((await steps.open(token)).periods[0]).toMatchObject({ state: 'returned', word: 'Is that all schools?' });
    await steps.send(token, { cells: steps.cells([45, 90]) });
    expect(await steps.firstAnswer(request.id)).toMatchObject({
      state: 'sent',
      number: 3,
      numbers: { numerators: [45] },
    });
  });

  it('takes no numbers that cannot be, that nobody asked for, or of a period that is not over', async () => {
    const { token } = await steps.requestWithLink();
    await expect(steps.send(token, { cells: steps.cells([61, 60]) })).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { 'cells.0.numerator': { code: 'PART_ABOVE_WHOLE' } } },
    });
    const elsewhere = [{ ...steps.cells([1, 2])[0], placeId: steps.ground.elsewhere }];
    for (const [sent, rule] of [
      [{ cells: elsewhere }, 'ANSWER_NOT_REQUESTED'],
      [{ cells: [...steps.cells([1, 2]), ...steps.cells([1, 2])] }, 'ANSWER_NOT_REQUESTED'],
      [{ cells: [{ placeId: steps.ground.home, populationId: steps.ground.everybody }] }, 'ANSWER_EMPTY'],
      [{ cells: [] }, 'ANSWER_EMPTY'],
      [
        { cells: steps.cells([1, 2]), periodStart: periodContaining(steps.today, 'school_year').start },
        'ANSWER_PERIOD_NOT_OVER',
      ],
      [{ cells: steps.cells([1, 2]), periodStart: addDays(steps.lastYear().start, 1) }, 'ANSWER_PERIOD_NOT_REQUESTED'],
      [{ cells: steps.cells([1, 2]), periodStart: '2001-07-01' }, 'ANSWER_PERIOD_NOT_REQUESTED'],
    ] as const) {
      await expect(steps.send(token, sent)).rejects.toMatchObject({ extensions: { rule } });
    }
  });

  it('asks the reviewer about what is far from earlier answers, of whichever link', async () => {
    const { request, token } = await steps.requestWithLink({ fromOn: addDays(steps.lastYear().start, -1) });
    const before = periodContaining(addDays(steps.lastYear().start, -1), 'school_year');
    await steps.send(token, { cells: steps.cells([50, 100]), periodStart: before.start });
    const renewed = await steps.link(request.id);
    await steps.send(renewed.token, { cells: steps.cells([95, 100]) });
    expect(await steps.firstAnswer(request.id)).toMatchObject({
      before: { periodLabel: before.label, numerators: [50] },
      questions: [{ code: 'far_from_earlier', field: 'numerator', given: 95, expected: 50 }],
    });
    // The form of the new link shows nothing that the old one sent.
    const form = await steps.open(renewed.token);
    expect(form.periods.map(({ state, sent }) => [state, sent !== null])).toEqual([
      ['sent', true],
      ['sent', false],
    ]);
    expect(JSON.stringify(form)).not.toContain('"numerator":50');
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
      const { request, token } = await steps.requestWithLink({ indicatorId, fromOn: addDays(steps.today, -8_000) });
      const periodStart = request.periods[0]?.start ?? '';
      const numbers = Object.fromEntries(fieldsAsked(measureType).map((field, place) => [field, 40 + 40 * place]));
      const cell = { placeId: steps.ground.home, populationId: steps.ground.everybody, ...numbers };
      await steps.send(token, { periodStart, cells: [cell] });
      const sent = await steps.firstAnswer(request.id);
      const accepted = await steps.answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
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
    const { request, token } = await steps.requestWithLink({ placeIds: [was], populationIds: [steps.ground.group] });
    await steps.send(token, {
      cells: [{ placeId: was, populationId: steps.ground.group, numerator: 301, denominator: 602 }],
    });
    const merge = world.app.get(PlaceMergeService, { strict: false });
    await merge.merge(world.dataManager, {
      ...key(),
      id: was,
      version: 1,
      intoId: steps.ground.elsewhere,
      reason: 'One town.',
    });
    expect((await steps.open(token)).places).toEqual([{ id: steps.ground.elsewhere, name: 'Ansonia', parentId: null }]);
    const sent = await steps.firstAnswer(request.id);
    await steps.answers.accept(world.dataManager, { ...key(), id: sent.id, version: sent.version });
    const [stored] = await selectAsOwner<{ place_id: string }>(
      world,
      'SELECT place_id FROM observation WHERE denominator = 602',
    );
    expect(stored?.place_id).toBe(steps.ground.elsewhere);
  });
});
