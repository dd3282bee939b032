import { dayIn } from '@throughline/domain/dates';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSeries } from '../../database/series-sql.ts';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Database } from '../../database/database.ts';
import { mostPrepared, statementName } from '../../database/statements.ts';
import type { Selection } from '../../kernel/selected-fields.ts';
import { sectionStatement } from '../../tenancy/sections.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Charter } from '../charters/charter.entity.ts';
import { ChangeIdea } from '../cycles/change-idea.entity.ts';
import { CycleQuestion } from '../cycles/cycle-question.entity.ts';
import { Cycle } from '../cycles/cycle.entity.ts';
import { Escalation } from '../escalations/escalation.entity.ts';
import { PartnershipPageService } from '../partnerships/partnership-page.service.ts';
import { Place } from '../places/place.entity.ts';
import { Action } from '../plans/action.entity.ts';
import { Population } from '../populations/population.entity.ts';
import { NetworkPageService } from './network-page.service.ts';
import { networkPageModel } from './network-page.reads.ts';

/** Days as the partnership counts them: for some hours it is still yesterday there, and the clocks change. */
const today = dayIn('America/New_York', new Date());
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

/** Of the series all that there is, as for labels; of every other section nothing is chosen. */
const allOfSeries: Selection = new Map([
  ['isAim', new Map()],
  ['series', new Map([['labels', new Map()]])],
]);

/** A selection of whole sections. */
const sectionsNamed = (names: Iterable<string>): Selection =>
  new Map([...names].map((name) => [name, name === 'series' ? allOfSeries : new Map()]));

describe('the statement of a page', () => {
  it('holds only what is selected, in one order', () => {
    const text = sectionStatement(
      networkPageModel,
      sectionsNamed(['openEscalations', 'actionCounts', 'id', '__typename']),
    );
    expect(text).toContain('"actionCounts"');
    expect(text).not.toContain('released_observation');
    expect(text).not.toContain('charter');
    expect(text).toBe(sectionStatement(networkPageModel, sectionsNamed(['actionCounts', 'openEscalations'])));
  });

  describe('of which there are many', () => {
    const sections = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`s${at}`, `${at}`]));
    const model = { sections, from: () => 'FROM partnership' };
    const textOf = (bits: number): string =>
      sectionStatement(model, sectionsNamed(Object.keys(sections).filter((_name, at) => (bits >> at) & 1)));

    it('is prepared for the selections that were asked for last', () => {
      const texts = Array.from({ length: 1_000 }, (_, bits) => textOf(bits));
      const prepared = texts.filter((text) => statementName(text) !== undefined);
      expect(prepared).toEqual(texts.slice(-mostPrepared));
    });

    it('stays prepared while it is asked for, however many odd ones are, and is again once it is', () => {
      const name = statementName(textOf(1));
      for (let bits = 2; bits < 1_000; bits += 1) {
        textOf(bits);
        expect(statementName(textOf(1))).toBe(name);
      }
      for (let bits = 2; bits < 100; bits += 1) textOf(bits);
      const pushedOut = textOf(0);
      for (let bits = 2; bits < 100; bits += 1) textOf(bits);
      expect(statementName(pushedOut)).toBeUndefined();
      expect(statementName(textOf(0))).toBeDefined();
    });
  });
});

/** Every choice of some of the names. */
const choices = (names: readonly string[]): Selection[] =>
  Array.from({ length: 2 ** names.length }, (_, bits) => sectionsNamed(names.filter((_name, at) => (bits >> at) & 1)));

describe.each(engines)('pages at a glance on %s', (engine) => {
  let world: World;
  let pages: NetworkPageService;
  const ids = { place: uuidv7(), everybody: uuidv7(), group: uuidv7() };
  const everything = sectionsNamed(Object.keys(networkPageModel.sections));

  beforeAll(async () => {
    world = await createWorld(engine);
    pages = world.app.get(NetworkPageService, { strict: false });
    await world.app.get(Writes).byItself(world.director, 'furnish', async (tx) => {
      void tx.insert(Place, { id: ids.place, name: 'Harbor', kind: 'town', isHome: true });
      void tx.insert(Population, { id: ids.everybody, name: 'All children' });
      void tx.insert(Population, { id: ids.group, name: 'Dual language', dimension: 'language', group: 'dual' });
      await observations(tx);
      await work(tx);
      return null;
    });
  });
  afterAll(() => world.close());

  async function observations(tx: WriteTransaction): Promise<void> {
    for (const [population, hidden] of [
      [ids.everybody, false],
      [ids.group, true],
    ] as const) {
      for (let year = 2020; year < 2025; year += 1) {
        await tx.rows(
          `WITH opened AS (${insertSeries('SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid')})
           INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator, hidden)
           VALUES ($1, $2, $3, $4, $5, $6, 'reported', $7, $8, 100, $9)`,
          [
            tx.partnershipId,
            world.ids.indicator,
            ids.place,
            population,
            `${year}-07-01`,
            `${year + 1}-06-30`,
            year - 1980,
            year - 1980,
            hidden && year === 2022,
          ],
        );
      }
    }
  }

  async function work(tx: WriteTransaction): Promise<void> {
    const networkId = world.ids.network;
    void tx.insert(Charter, {
      id: uuidv7(),
      networkId,
      number: 1,
      state: 'adopted',
      aimIndicatorId: world.ids.indicator,
      aimPopulationId: ids.group,
      aimFrom: 40,
      aimTo: 60,
      aimBy: '2028-06-30',
      priorityPopulationIds: [ids.group],
    });
    const action = (title: string, dueOn: string | null, state: Action['state']) =>
      void tx.insert(Action, { id: uuidv7(), networkId, title, dueOn, state, ownerMemberId: world.member.memberId });
    action('Late one', daysAgo(9), 'in_progress');
    action('No date', null, 'blocked');
    action('Later', daysAgo(-30), 'not_started');
    action('Over', daysAgo(30), 'done');
    const idea = uuidv7();
    void tx.insert(ChangeIdea, { id: idea, networkId, title: 'Home visits', state: 'testing' });
    const [predicted, open] = [uuidv7(), uuidv7()];
    const cycle = { networkId, changeIdeaId: idea, rung: 1, scale: 'one_person' as const };
    void tx.insert(Cycle, { id: predicted, ...cycle, title: 'One family', stage: 'do' });
    void tx.insert(Cycle, { id: open, ...cycle, title: 'Two families', stage: 'plan' });
    void tx.insert(Cycle, { id: uuidv7(), ...cycle, title: 'Tried', stage: 'closed' });
    void tx.insert(CycleQuestion, { id: uuidv7(), cycleId: predicted, question: 'Will they?', prediction: 'Yes' });
    const escalation = { networkId, kind: 'barrier' as const, category: 'financial' as const, ask: 'Pay for the bus' };
    const raised = { raisedBy: world.member.memberId, raisedAt: new Date(`${daysAgo(40)}T17:00:00Z`) };
    await tx.insert(Escalation, {
      id: uuidv7(),
      ...escalation,
      ...raised,
      title: 'No bus',
      respondBy: daysAgo(10),
      toOrganizationId: world.ids.school,
      state: 'raised',
    });
  }

  it('answers any selection twice, and leaves few prepared statements on a connection', async () => {
    const { pool } = world.app.get(Database);
    const countPrepared = async () => {
      const client = await pool.connect();
      const { rows } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM pg_prepared_statements',
      );
      client.release();
      return rows[0]?.count ?? 0;
    };
    const before = await countPrepared();
    const all = choices([...everything.keys()].slice(0, 7));
    for (const selected of [...all, ...all]) {
      const page = await pages.page(world.member, world.ids.network, selected);
      expect(Object.keys(page)).toEqual(expect.arrayContaining([...selected.keys()]));
    }
    expect((await countPrepared()) - before).toBeLessThanOrEqual(mostPrepared);
  });

  it('answers every section, with names, counts and days', async () => {
    const page = await pages.page(world.bystander, world.ids.network, everything);
    expect(page).toMatchObject({
      network: { name: 'Ready for Kindergarten', outcomeName: 'Kindergarten readiness', abilities: expect.any(Array) },
      aim: { state: 'adopted', populationName: 'Dual language', to: 60, by: '2028-06-30', isEverybody: false },
      actionCounts: { open: 3, late: 1, blocked: 1, done: 1 },
      cycleCounts: { open: 2, withoutPredictions: 1, plan: 1, do: 1, study: 0, act: 0, closed: 1 },
      escalationCounts: { open: 1, unanswered: 1, overdue: 1 },
      openEscalations: { totalCount: 1, nodes: [{ askedOf: 'School District', daysWaiting: 40, isOverdue: true }] },
      practices: { totalCount: 0, nodes: [] },
    });
    expect(page.aim?.priorityPopulations).toEqual(['Dual language']);
    expect(page.nextActions.nodes.map(({ title, isLate }) => [title, isLate])).toEqual([
      ['Late one', true],
      ['Later', false],
      ['No date', false],
    ]);
    expect(page.nextActions.nodes[0]?.ownerName).toBe('member');
    expect(page.openCycles.nodes.map(({ hasPrediction }) => hasPrediction).toSorted()).toEqual([false, true]);
    expect(page.seatCounts).toMatchObject({ total: 2, byPerspective: [{ perspective: 'practitioner', seats: 2 }] });
    expect(page.seatCounts.emptyPerspectives).toContain('family');
  });

  it("puts the aim's series first, oldest period first, and blanks what is hidden, for everybody alike", async () => {
    const selected = sectionsNamed(['series']);
    const { series } = await pages.page(world.member, world.ids.network, selected);
    expect(series.map((each) => [each.series.populationName, each.isAim])).toEqual([
      ['Dual language', true],
      ['All children', false],
    ]);
    expect(series[0]?.series).toMatchObject({
      starts: ['2020-07-01', '2021-07-01', '2022-07-01', '2023-07-01', '2024-07-01'],
      values: [40, 41, null, 43, 44],
      hidden: [false, false, true, false, false],
      totalPeriods: 5,
      firstStart: '2020-07-01',
      truth: null,
    });
    expect(series[0]?.series.numerators[2]).toBeNull();
    expect(series[0]?.series.denominators[2]).toBeNull();
    const cleared = await pages.page(world.dataManager, world.ids.network, selected);
    expect(cleared.series[0]?.series.values).toEqual([40, 41, null, 43, 44]);
  });

  it('is not there for another partnership, nor under an id that is none', async () => {
    for (const id of [world.ids.network, 'x']) {
      await expect(pages.page(world.outsider, id, everything)).rejects.toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    }
    const theirs = await pages.page(world.outsider, world.ids.outsideNetwork, everything);
    expect(theirs).toMatchObject({ series: [], aim: null, actionCounts: { open: 0 } });
  });

  it('serves by GraphQL what is selected, through fragments', async () => {
    const query = `query ($id: Uuid!) { networkPage(id: $id) { id ...Counts ... on NetworkPage { network { name } } } }
      fragment Counts on NetworkPage { actionCounts { late } series { isAim series { values hidden } } }`;
    const answer = await world.graphql(world.member, query, { id: world.ids.network });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      networkPage: {
        id: world.ids.network,
        network: { name: 'Ready for Kindergarten' },
        actionCounts: { late: 1 },
        series: [{ isAim: true, series: { values: [40, 41, null, 43, 44] } }, { isAim: false }],
      },
    });
  });

  it("answers the partnership's page: outcomes with small series, networks with their flow", async () => {
    const service = world.app.get(PartnershipPageService, { strict: false });
    const page = await service.page(world.member, sectionsNamed(['outcomes', 'networks', 'networkCount']));
    expect(page.outcomes).toMatchObject([
      { name: 'Kindergarten readiness', indicators: [{ series: { values: [40, 41, 42, 43, 44] } }] },
    ]);
    expect(page.networkCount).toBe(1);
    expect(page.networks).toMatchObject([
      {
        charterState: 'adopted',
        actionsLate: 1,
        cyclesOpen: 2,
        cyclesWithoutPredictions: 1,
        escalationsUnanswered: 1,
        longestWaitDays: 40,
      },
    ]);
    const theirs = await service.page(world.outsider, sectionsNamed(['networks']));
    expect(theirs.networks.map(({ id }) => id)).toEqual([world.ids.outsideNetwork]);
    const query =
      '{ partnershipPage { id outcomes { indicators { name series { labels values } } } networks { updatedAt } } }';
    expect((await world.graphql(world.member, query)).errors).toBeUndefined();
  });
});
