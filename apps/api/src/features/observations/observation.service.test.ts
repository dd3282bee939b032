import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createGround, type Ground } from '../../../../../test/support/evidence.ts';
import { messagesOf } from '../../../../../test/support/messages.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { ObservationService } from './observation.service.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { SeriesService } from '../indicators/series.service.ts';

describe.each(engines)('observations on %s', (engine) => {
  let world: World;
  let ground: Ground;
  let observations: ObservationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    ground = await createGround(world);
    observations = world.app.get(ObservationService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (periodStart: string, numerator: number | null = 50, denominator: number | null = 80) => ({
    idempotencyKey: uuidv7(),
    indicatorId: world.ids.indicator,
    placeId: ground.home,
    populationId: ground.everybody,
    periodStart,
    numerator,
    denominator,
  });

  it('enters a value once, in the period that its day falls into', async () => {
    const request = input('2019-10-15');
    await observations.enter(world.dataManager, request);
    const series = await observations.enter(world.dataManager, request);
    expect(series).toMatchObject({
      starts: ['2019-07-01'],
      ends: ['2020-06-30'],
      labels: ['2019-20'],
      values: [62.5],
      versions: [1],
      hidden: [false],
    });
    await expect(observations.enter(world.dataManager, input('2019-07-01'))).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'OBSERVATION_EXISTS' },
    });
  });

  it('corrects what nobody changed meanwhile, and keeps the value before with who and why', async () => {
    await observations.enter(world.dataManager, input('2018-07-01'));
    const correction = { ...input('2018-07-01', 40, 80), version: 1, reason: 'The district sent the count again.' };
    const series = await observations.correct(world.director, correction);
    expect([series.values[0], series.versions?.[0]]).toEqual([50, 2]);
    await expect(
      observations.correct(world.dataManager, { ...correction, idempotencyKey: uuidv7(), numerator: 20 }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { value: 50, version: 2 } } });
    const rows = await world.inspect(
      `SELECT member_id, reason, before->>'value' AS was FROM observation_revision WHERE period_start = '2018-07-01' ORDER BY id`,
    );
    expect(rows).toEqual([
      { member_id: world.dataManager.memberId, reason: '', was: null },
      { member_id: world.director.memberId, reason: 'The district sent the count again.', was: '62.5' },
    ]);
  });

  it('waits for the database twice: for what it reads, and for what it writes', async () => {
    const disclosure = world.app.get(DisclosureService, { strict: false });
    const deciding = vi.spyOn(disclosure, 'decideWaiting').mockResolvedValue();
    const { indicatorId, placeId, populationId } = input('2020-07-01');
    const show = () =>
      world.app.get(SeriesService, { strict: false }).series(world.dataManager, indicatorId, [placeId], [populationId]);
    const enter = (day: string) => () => observations.enter(world.dataManager, input(day));
    const correct = (version: number) => () =>
      observations.correct(world.dataManager, { ...input('2020-07-01'), version, reason: 'Counted again.' });
    for (const work of [show, enter('2020-07-01'), correct(1)]) await work();
    const showing = await messagesOf(world, show);
    expect((await messagesOf(world, enter('2021-07-01'))) - showing).toBe(2);
    expect((await messagesOf(world, correct(2))) - showing).toBe(2);
    deciding.mockRestore();
    await disclosure.decideWaiting(world.director.partnershipId, [indicatorId]);
  });

  it('takes one of two first values of a period, whoever comes first', async () => {
    const both = await Promise.allSettled([1, 2].map(() => observations.enter(world.dataManager, input('2022-07-01'))));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { extensions: { code: 'REFUSED', rule: 'OBSERVATION_EXISTS' } },
    });
  });

  it.each([
    ['2016-07-01', 90, 80, 'numerator'],
    ['2016-07-01', 3, 0, 'denominator'],
    ['2016-07-01', null, 80, 'value'],
    ['2016-07-01', -1, 80, 'numerator'],
    ['2150-07-01', 40, 80, 'periodStart'],
    ['2016-02-31', 40, 80, 'periodStart'],
  ])('says which field of %s, %s of %s cannot be taken', async (day, numerator, denominator, field) => {
    await expect(observations.enter(world.dataManager, input(day, numerator, denominator))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { [field]: expect.any(String) } },
    });
  });

  it('takes no part of a person for a count of people, and of something else it does', async () => {
    const [people, hours] = [uuidv7(), uuidv7()];
    await world.app.get(Writes).byItself(world.director, 'counts', (tx) => {
      const what = { outcomeId: world.ids.outcome, level: 'core', direction: 'higher', unit: '' } as const;
      const counted = { ...what, measureType: 'count', cadence: 'school_year' } as const;
      tx.insert(Indicator, { id: people, name: 'Children enrolled', ...counted });
      tx.insert(Indicator, { id: hours, name: 'Hours of tutoring', ...counted, countsPeople: false });
      return { id: people };
    });
    const count = (indicatorId: string, value: number, viewer = world.dataManager) =>
      observations.enter(viewer, { ...input('2019-07-01', null, null), indicatorId, value });
    await expect(count(people, 1.21)).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { value: { code: 'COUNT_NOT_WHOLE' } } },
    });
    await expect(count(people, 1210, world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect((await count(people, 1210)).values).toEqual([1210]);
    expect((await count(hours, 12.5)).values).toEqual([12.5]);
  });

  it('takes a share of nobody for not applicable, also when 0 % is written', async () => {
    await observations.enter(world.dataManager, { ...input('2013-07-01', 0, 0), value: 0 });
    await observations.enter(world.dataManager, input('2014-07-01', 40, 80));
    const series = await observations.correct(world.dataManager, {
      ...input('2014-07-01', null, 0),
      value: 0,
      version: 1,
      reason: 'Nobody was in the group.',
    });
    expect([series.statuses.slice(0, 2), series.values.slice(0, 2)]).toEqual([
      ['not_applicable', 'not_applicable'],
      [null, null],
    ]);
    const contradiction = observations.enter(world.dataManager, { ...input('2012-07-01', null, 0), value: 12 });
    await expect(contradiction).rejects.toMatchObject({ extensions: { fields: { value: expect.any(String) } } });
  });

  it('refuses a percentage that its counts contradict, and numbers where nothing was reported', async () => {
    await expect(observations.enter(world.dataManager, { ...input('2015-07-01'), value: 70 })).rejects.toMatchObject({
      extensions: { fields: { value: expect.stringContaining('does not follow') } },
    });
    await expect(
      observations.enter(world.dataManager, { ...input('2015-07-01'), status: 'not_reported' }),
    ).rejects.toMatchObject({ extensions: { fields: { value: expect.any(String) } } });
    const silent = { ...input('2015-07-01', null, null), status: 'not_reported' as const };
    expect((await observations.enter(world.dataManager, silent)).statuses[2]).toBe('not_reported');
  });

  it('refuses who does not keep the data, and hides all of it from another partnership', async () => {
    await expect(observations.enter(world.facilitator, input('2012-07-01'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const unknown = {
      extensions: {
        code: 'INVALID',
        fields: { indicatorId: expect.any(String), placeId: expect.any(String), populationId: expect.any(String) },
      },
    };
    await expect(observations.enter(world.outsider, input('2012-07-01'))).rejects.toMatchObject(unknown);
    const correction = { ...input('2019-07-01'), version: 1, reason: 'Mine.' };
    await expect(observations.correct(world.outsider, correction)).rejects.toMatchObject(unknown);
    const series = world.app.get(SeriesService, { strict: false });
    await expect(series.series(world.outsider, world.ids.indicator, null, null)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('serves whole columns by GraphQL, home and everybody first', async () => {
    const query =
      'query ($id: Uuid!) { series(indicatorId: $id) { id placeName populationName labels values hidden } }';
    const answer = await world.graphql<{ series: { labels: string[]; placeName: string }[] }>(world.member, query, {
      id: world.ids.indicator,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.series).toMatchObject([
      {
        placeName: 'Bridgeport',
        labels: ['2013-14', '2014-15', '2015-16', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23'],
        values: [null, null, null, 50, 62.5, 62.5, 62.5, 62.5],
      },
    ]);
  });

  it('corrects what is known of a group that is no longer followed, and takes nothing new of it', async () => {
    const entry = { ...input('2017-07-01'), populationId: ground.group };
    await observations.enter(world.dataManager, entry);
    await world.inspect('UPDATE population SET retired_at = now() WHERE id = $1', [ground.group]);
    await expect(
      observations.enter(world.dataManager, { ...entry, idempotencyKey: uuidv7(), periodStart: '2018-07-01' }),
    ).rejects.toMatchObject({ extensions: { fields: { populationId: expect.stringContaining('retired') } } });
    const correction = { ...entry, idempotencyKey: uuidv7(), numerator: 40, version: 1, reason: 'Counted again.' };
    expect((await observations.correct(world.dataManager, correction)).versions).toEqual([2]);
  });
});
