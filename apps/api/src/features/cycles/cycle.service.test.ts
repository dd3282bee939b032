import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { DriverService } from '../factors/driver.service.ts';
import { ChangeIdeaService } from './change-idea.service.ts';
import { CycleDecisionService } from './cycle-decision.service.ts';
import { CyclePlanService } from './cycle-plan.service.ts';
import { CycleService } from './cycle.service.ts';
import type { CycleType } from './cycle.type.ts';
import { RampService } from './ramp.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });
const versionOf = (row: { id: string; version: number }) => ({ ...key(), id: row.id, version: row.version });
const refusalOf = (rule: string) => ({ extensions: { code: 'REFUSED', rule } });

describe.each(engines)('cycles on %s', (engine) => {
  let world: World;
  let ideas: ChangeIdeaService;
  let plans: CyclePlanService;
  let cycles: CycleService;
  let decisions: CycleDecisionService;
  let ramps: RampService;
  beforeAll(async () => {
    world = await createWorld(engine);
    const get = <T>(service: new (...given: never[]) => T): T => world.app.get(service, { strict: false });
    ideas = get(ChangeIdeaService);
    plans = get(CyclePlanService);
    cycles = get(CycleService);
    decisions = get(CycleDecisionService);
    ramps = get(RampService);
  });
  afterAll(() => world.close());

  const idea = (title = 'Text families in their own language') =>
    ideas.add(world.member, { ...key(), id: uuidv7(), networkId: world.ids.network, title });
  const planInput = (changeIdeaId: string) => ({
    ...key(),
    id: uuidv7(),
    changeIdeaId,
    title: 'Ten families, one week',
    scale: 'one_group' as const,
    conditions: 'Room 4, mornings',
    measureDefinition: 'Replies within two days',
    measureCollector: 'The secretary',
    measureSchedule: 'Daily',
    questions: [
      {
        id: uuidv7(),
        question: 'Do they answer?',
        prediction: 'Six of ten',
        direction: 'rise' as const,
        predictedLow: 6,
      },
    ],
    tasks: [{ id: uuidv7(), title: 'Write the text', dueOn: '2026-03-02' }],
  });
  const plan = async (changeIdeaId?: string): Promise<CycleType> =>
    plans.plan(world.member, planInput(changeIdeaId ?? (await idea()).id));
  const inDo = async (): Promise<CycleType> => cycles.beginDo(world.member, versionOf(await plan()));
  const inAct = async (): Promise<CycleType> => {
    const begun = await inDo();
    const done = await cycles.recordDo(world.member, {
      ...versionOf(begun),
      whatHappened: 'Seven answered.',
      carriedOutAsPlanned: true,
    });
    const studied = await cycles.beginStudy(world.member, versionOf(done));
    const [question] = studied.questions;
    const recorded = await cycles.recordStudy(world.member, {
      ...versionOf(studied),
      learned: 'Evenings are better.',
      questions: [
        { id: question?.id ?? '', version: question?.version ?? 0, result: 'Seven', resultValue: 7, verdict: 'met' },
      ],
    });
    return cycles.beginAct(world.member, versionOf(recorded));
  };
  const thread = (id: string) =>
    world.app
      .get(Tenancy)
      .read(world.director, (tx) =>
        tx.rows<{ fromId: string; toId: string; relation: string }>(
          `SELECT from_id AS "fromId", to_id AS "toId", relation FROM link WHERE partnership_id = $1 AND (from_id = $2 OR to_id = $2)`,
          [world.director.partnershipId, id],
        ),
      );

  it('plans a cycle with its questions and tasks as the next rung, once', async () => {
    const { id } = await idea('Plan once');
    const input = planInput(id);
    const first = await plans.plan(world.member, input);
    const again = await plans.plan(world.member, input);
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ stage: 'plan', rung: 1, previousId: null, idea: { state: 'testing' } });
    expect(first.questions).toMatchObject([{ prediction: 'Six of ten', lockedAt: null }]);
    expect(first.tasks).toMatchObject([{ title: 'Write the text', dueOn: '2026-03-02', done: false }]);
    const task = (title: string) => ({ ...key(), id: uuidv7(), cycleId: first.id, title });
    await plans.addTask(world.member, task('Ask the office'));
    const { tasks } = await plans.addTask(world.member, task('Count replies'));
    expect(tasks.map(({ title, position }) => [title, position])).toEqual([
      ['Write the text', 0],
      ['Ask the office', 1],
      ['Count replies', 2],
    ]);
    const second = await plan(id);
    expect(second).toMatchObject({ rung: 2, previousId: first.id, previous: { id: first.id } });
    expect(await thread(second.id)).toEqual(
      expect.arrayContaining([
        { fromId: id, toId: second.id, relation: 'tests' },
        { fromId: first.id, toId: second.id, relation: 'continues' },
      ]),
    );
  });

  it('locks predictions when Do begins, and refuses to change, add or remove one afterwards', async () => {
    const begun = await inDo();
    const [question] = begun.questions;
    expect(question?.lockedAt).not.toBeNull();
    const target = { ...key(), id: question?.id ?? '', version: question?.version ?? 0 };
    const locked = refusalOf('PREDICTION_LOCKED');
    await expect(plans.editQuestion(world.member, { ...target, prediction: 'Seven' })).rejects.toMatchObject(locked);
    await expect(plans.removeQuestion(world.member, { ...target, ...key() })).rejects.toMatchObject(locked);
    await expect(
      plans.addQuestion(world.member, { ...key(), id: uuidv7(), cycleId: begun.id, question: 'And?' }),
    ).rejects.toMatchObject(locked);
    expect((await cycles.one(world.member, begun.id)).questions).toMatchObject([{ prediction: 'Six of ten' }]);
  });

  it('takes a direction alone for a prediction, wherever it asks', async () => {
    const { id } = await idea('A direction alone');
    const questions = [{ id: uuidv7(), question: 'Do more answer?', prediction: '', direction: 'rise' as const }];
    const planned = await plans.plan(world.member, { ...planInput(id), questions });
    expect(planned.gaps).not.toContain('no_prediction');
    const begun = await cycles.beginDo(world.member, versionOf(planned));
    expect(begun.questions[0]?.lockedAt).not.toBeNull();
    expect(begun.gaps).not.toContain('no_prediction_locked_beforehand');
    expect(begun.fidelity.find(({ criterion }) => criterion === 'F2')?.reasons).toEqual(['prediction_without_value']);
    const { nodes } = await cycles.page(world.bystander, world.ids.network, null, 50, null);
    expect(nodes.find((each) => each.id === begun.id)).toMatchObject({ predictedCount: 1, lockedCount: 1 });
  });

  it('refuses Do without a prediction, a skipped stage, and a stage that has passed', async () => {
    const { id } = await idea('No prediction');
    const bare = await plans.plan(world.member, { ...planInput(id), questions: [] });
    await expect(cycles.beginDo(world.member, versionOf(bare))).rejects.toMatchObject(
      refusalOf('CYCLE_PREDICTION_REQUIRED'),
    );
    await expect(cycles.beginAct(world.member, versionOf(bare))).rejects.toMatchObject(
      refusalOf('CYCLE_STAGE_SKIPPED'),
    );
    await expect(cycles.recordStudy(world.member, versionOf(bare))).rejects.toMatchObject(
      refusalOf('CYCLE_STAGE_SKIPPED'),
    );
    const begun = await inDo();
    await expect(cycles.beginDo(world.member, versionOf(begun))).rejects.toMatchObject(refusalOf('CYCLE_STAGE_PASSED'));
    await expect(cycles.beginStudy(world.member, versionOf(begun))).rejects.toMatchObject(
      refusalOf('CYCLE_NOTHING_RECORDED'),
    );
  });

  it('answers an old version with the current row and changes nothing', async () => {
    const planned = await plan();
    await plans.edit(world.facilitator, { ...versionOf(planned), objective: 'See whether texts reach them' });
    await expect(plans.edit(world.member, { ...versionOf(planned), objective: 'Other' })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { objective: 'See whether texts reach them', version: 2 } },
    });
    await expect(cycles.beginDo(world.member, versionOf(planned))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await cycles.one(world.member, planned.id)).toMatchObject({ stage: 'plan', version: 2 });
  });

  it('keeps the plan as it was once Do has begun, and lets its blanks be filled', async () => {
    const begun = await inDo();
    await expect(plans.edit(world.member, { ...versionOf(begun), measureDefinition: 'Other' })).rejects.toMatchObject(
      refusalOf('CYCLE_PLAN_FIXED'),
    );
    const filled = await plans.edit(world.member, { ...versionOf(begun), balancingMeasure: 'Calls to the office' });
    expect(filled).toMatchObject({
      balancingMeasure: 'Calls to the office',
      measureDefinition: 'Replies within two days',
    });
  });

  it('keeps nothing of a study in which one question is of an old version', async () => {
    const begun = await inDo();
    const done = await cycles.recordDo(world.member, { ...versionOf(begun), whatHappened: 'Five answered.' });
    const studied = await cycles.beginStudy(world.member, versionOf(done));
    const questions = [{ id: studied.questions[0]?.id ?? '', version: 1, result: 'Five' }];
    await expect(
      cycles.recordStudy(world.member, { ...versionOf(studied), learned: 'x', questions }),
    ).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await cycles.one(world.member, studied.id)).toMatchObject({ learned: '', version: studied.version });
  });

  it('adopts: the practice is opened with the decision and the idea is adopted', async () => {
    const cycle = await inAct();
    await expect(decisions.decide(world.facilitator, { ...versionOf(cycle), decision: 'adopt' })).rejects.toMatchObject(
      refusalOf('CYCLE_PRACTICE_REQUIRED'),
    );
    const practice = { id: uuidv7(), name: 'Texts home' };
    const closed = await decisions.decide(world.facilitator, { ...versionOf(cycle), decision: 'adopt', practice });
    expect(closed).toMatchObject({ stage: 'closed', decision: 'adopt', practice, idea: { state: 'adopted' } });
    expect(await thread(cycle.id)).toContainEqual({ fromId: cycle.id, toId: practice.id, relation: 'became' });
    await expect(cycles.recordDo(world.member, { ...versionOf(closed), whatHappened: 'x' })).rejects.toMatchObject(
      refusalOf('CYCLE_CLOSED'),
    );
  });

  it('expands: the next cycle is filled in from the last, one step larger, and predicts anew', async () => {
    const cycle = await inAct();
    const input = { ...versionOf(cycle), decision: 'expand' as const, next: { id: uuidv7() } };
    const closed = await decisions.decide(world.facilitator, input);
    const retried = await decisions.decide(world.facilitator, input);
    expect(retried.next).toEqual(closed.next);
    const next = await cycles.one(world.member, input.next.id);
    expect(next).toMatchObject({
      rung: 2,
      previousId: cycle.id,
      stage: 'plan',
      scale: 'one_site',
      buildsOn: 'Evenings are better.',
      measureDefinition: 'Replies within two days',
      questions: [{ question: 'Do they answer?', direction: null, prediction: '', lockedAt: null }],
      gaps: expect.arrayContaining(['no_prediction']),
    });
    expect(await thread(next.id)).toContainEqual({ fromId: cycle.id, toId: next.id, relation: 'continues' });
  });

  it('abandons only with what was learned, and the idea can be reconsidered', async () => {
    const begun = await inDo();
    const done = await cycles.recordDo(world.member, { ...versionOf(begun), whatHappened: 'Nobody answered.' });
    const act = await cycles.beginAct(world.member, versionOf(await cycles.beginStudy(world.member, versionOf(done))));
    const abandon = { decision: 'abandon' as const };
    await expect(decisions.decide(world.facilitator, { ...versionOf(act), ...abandon })).rejects.toMatchObject(
      refusalOf('CYCLE_LEARNING_REQUIRED'),
    );
    const learned = 'Numbers change too often.';
    const closed = await decisions.decide(world.facilitator, { ...versionOf(act), ...abandon, learned });
    expect(closed).toMatchObject({ decision: 'abandon', learned, idea: { state: 'abandoned' } });
    await expect(plan(closed.changeIdeaId)).rejects.toMatchObject(refusalOf('IDEA_ABANDONED'));
    const reopened = await ideas.reconsider(world.member, {
      ...versionOf(await ideas.one(world.member, closed.changeIdeaId)),
      reason: 'A new provider',
    });
    expect(reopened.state).toBe('proposed');
  });

  it('lets an idea be reworded that belongs to a driver which was retired, and lets nobody choose that driver', async () => {
    const driverId = uuidv7();
    const drivers = world.app.get(DriverService, { strict: false });
    const add = { ...key(), id: driverId, networkId: world.ids.network, title: 'Families are reached' };
    await drivers.add(world.facilitator, add);
    const belongs = await ideas.add(world.member, {
      ...key(),
      id: uuidv7(),
      networkId: world.ids.network,
      title: 'Call at noon',
      driverId,
    });
    await world.inspect('UPDATE driver SET retired_at = now() WHERE id = $1', [driverId]);
    const title = 'Call in the evening';
    expect(await ideas.edit(world.member, { ...versionOf(belongs), title, driverId })).toMatchObject({
      title,
      driverId,
    });
    await expect(ideas.edit(world.member, { ...versionOf(await idea()), driverId })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { driverId: expect.stringContaining('retired') } },
    });
  });

  it('lets a member log but not decide for another, a bystander neither, and hides all from another partnership', async () => {
    const planned = await plans.plan(world.facilitator, planInput((await idea()).id));
    const act = { ...versionOf(planned), decision: 'adapt' as const, next: { id: uuidv7() } };
    const notAllowed = refusalOf('NOT_ALLOWED');
    await expect(decisions.decide(world.member, act)).rejects.toMatchObject(notAllowed);
    await expect(cycles.beginDo(world.bystander, versionOf(planned))).rejects.toMatchObject(notAllowed);
    await expect(plans.plan(world.bystander, planInput(planned.changeIdeaId))).rejects.toMatchObject(notAllowed);
    const notFound = { extensions: { code: 'NOT_FOUND' } };
    await expect(cycles.one(world.outsider, planned.id)).rejects.toMatchObject(notFound);
    await expect(cycles.beginDo(world.outsider, versionOf(planned))).rejects.toMatchObject(notFound);
    await expect(plans.plan(world.outsider, planInput(planned.changeIdeaId))).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { changeIdeaId: { code: 'REFERENCE_UNKNOWN' } } },
    });
    await expect(ideas.one(world.outsider, planned.changeIdeaId)).rejects.toMatchObject(notFound);
    expect(await ramps.page(world.outsider, world.ids.network, 20, null)).toMatchObject({ nodes: [], totalCount: 0 });
    expect(await ramps.fidelity(world.outsider, world.ids.network)).toEqual([]);
  });

  it('says which field cannot be taken', async () => {
    const { id } = await idea('Bad input');
    const bad = { ...planInput(id), plannedFrom: '2026-03-05', plannedUntil: '2026-03-01' };
    await expect(plans.plan(world.member, bad)).rejects.toMatchObject({
      extensions: { fields: { plannedUntil: expect.stringContaining('before') } },
    });
    const unknown = { ...planInput(id), indicatorId: uuidv7() };
    await expect(plans.plan(world.member, unknown)).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { indicatorId: { code: 'REFERENCE_UNKNOWN' } } },
    });
  });

  it('pages ramps and cycles by key, and counts each criterion apart', async () => {
    const first = await ramps.page(world.bystander, world.ids.network, 2, null);
    const rest = await ramps.page(world.bystander, world.ids.network, 200, first.pageInfo.endCursor);
    const ids = [...first.nodes, ...rest.nodes].map((ramp) => ramp.id);
    expect(new Set(ids).size).toBe(first.totalCount);
    const climbed = [...first.nodes, ...rest.nodes].find((ramp) => ramp.rungs.length === 2);
    expect(climbed?.rungs.map((rung) => rung.rung)).toEqual([1, 2]);
    expect(climbed?.fidelity.map(({ criterion }) => criterion)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6']);
    const plansOnly = await cycles.page(world.bystander, world.ids.network, 'plan', 200, null);
    expect(plansOnly.nodes.every(({ stage }) => stage === 'plan')).toBe(true);
    expect(plansOnly.totalCount).toBe(plansOnly.nodes.length);
    const all = await cycles.page(world.bystander, world.ids.network, null, 3, null);
    const more = await cycles.page(world.bystander, world.ids.network, null, 200, all.pageInfo.endCursor);
    expect(all.nodes.length + more.nodes.length).toBe(all.totalCount);
    const counts = await ramps.fidelity(world.bystander, world.ids.network);
    expect(counts.map(({ criterion }) => criterion).toSorted()).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6']);
    for (const { pass, fail, notYet } of counts) expect(pass + fail + notYet).toBe(all.totalCount);
  });

  it('serves a cycle, ramps and a refusal by GraphQL, with the measure only as it was released', async () => {
    const measured = await plans.plan(world.facilitator, {
      ...planInput((await idea('Measured')).id),
      indicatorId: world.ids.indicator,
    });
    const query = `query ($id: Uuid!, $networkId: Uuid!) {
      cycle(id: $id) { id stage scale questions { direction lockedAt } tasks { dueOn } fidelity { criterion result }
        measure { indicatorName series { starts values hidden decisions { kind } } } abilities }
      ramps(networkId: $networkId, first: 1) { nodes { title rungs { scaleJumped questions { verdict } } } totalCount }
      networkFidelity(networkId: $networkId) { criterion pass notYet }
    }`;
    const variables = { id: measured.id, networkId: world.ids.network };
    const answer = await world.graphql<Record<string, unknown>>(world.member, query, variables);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      cycle: {
        stage: 'plan',
        tasks: [{ dueOn: '2026-03-02' }],
        measure: { indicatorName: 'Children ready for kindergarten', series: null },
        abilities: expect.arrayContaining(['canLogCycle']),
      },
    });
    expect(await world.graphql(world.outsider, query, variables)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    const mutation = 'mutation ($input: BeginActInput!) { beginAct(input: $input) { id } }';
    expect(await world.graphql(world.member, mutation, { input: versionOf(measured) })).toMatchObject({
      errors: [{ extensions: { code: 'REFUSED', rule: 'CYCLE_STAGE_SKIPPED' } }],
    });
  });
});
