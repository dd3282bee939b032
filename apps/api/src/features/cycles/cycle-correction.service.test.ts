import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { everyRequest } from '../../../../../test/support/operations.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ChangeIdeaService } from './change-idea.service.ts';
import { CycleCorrectionService } from './cycle-correction.service.ts';
import { CycleDecisionService } from './cycle-decision.service.ts';
import { CyclePlanService } from './cycle-plan.service.ts';
import { CycleService } from './cycle.service.ts';
import type { CycleType } from './cycle.type.ts';
import { QuickLogService } from './quick-log.service.ts';

const key = () => ({ idempotencyKey: uuidv7() });
const versionOf = (row: { id: string; version: number }) => ({ ...key(), id: row.id, version: row.version });
const refusalOf = (rule: string) => ({ extensions: { code: 'REFUSED', rule } });
const reason = 'It was entered by mistake.';

describe.each(engines)('putting cycles right on %s', (engine) => {
  let world: World;
  let ideas: ChangeIdeaService;
  let plans: CyclePlanService;
  let cycles: CycleService;
  let decisions: CycleDecisionService;
  let corrections: CycleCorrectionService;
  let quickLog: QuickLogService;
  beforeAll(async () => {
    world = await createWorld(engine);
    const get = <T>(service: new (...given: never[]) => T): T => world.app.get(service, { strict: false });
    ideas = get(ChangeIdeaService);
    plans = get(CyclePlanService);
    cycles = get(CycleService);
    decisions = get(CycleDecisionService);
    corrections = get(CycleCorrectionService);
    quickLog = get(QuickLogService);
  });
  afterAll(() => world.close());

  const idea = async (title: string): Promise<string> =>
    (await ideas.add(world.member, { ...key(), id: uuidv7(), networkId: world.ids.network, title })).id;
  const plan = (changeIdeaId: string, title = 'Ten families'): Promise<CycleType> =>
    plans.plan(world.member, {
      ...key(),
      id: uuidv7(),
      changeIdeaId,
      title,
      questions: [{ id: uuidv7(), question: 'Do they answer?', prediction: 'Six of ten' }],
    });
  const inAct = async (changeIdeaId: string): Promise<CycleType> => {
    const begun = await cycles.beginDo(world.member, versionOf(await plan(changeIdeaId)));
    const done = await cycles.recordDo(world.member, { ...versionOf(begun), whatHappened: 'Seven answered.' });
    return cycles.beginAct(world.member, versionOf(await cycles.beginStudy(world.member, versionOf(done))));
  };
  const fresh = (id: string): Promise<CycleType> => cycles.one(world.member, id);
  const links = (id: string) =>
    world.app
      .get(Tenancy)
      .read(world.director, (tx) =>
        tx.rows<{ fromId: string; toId: string; relation: string }>(
          'SELECT from_id AS "fromId", to_id AS "toId", relation FROM link WHERE partnership_id = $1 AND (from_id = $2 OR to_id = $2)',
          [world.director.partnershipId, id],
        ),
      );

  it('returns to an earlier stage with a reason, and leaves predictions locked', async () => {
    const act = await inAct(await idea('Return'));
    const study = await corrections.returnTo(world.member, { ...versionOf(act), stage: 'study', reason });
    const back = await corrections.returnTo(world.member, { ...versionOf(study), stage: 'do', reason });
    expect(back).toMatchObject({ stage: 'do', whatHappened: 'Seven answered.' });
    const [question] = back.questions;
    expect(question?.lockedAt).not.toBeNull();
    await expect(
      plans.editQuestion(world.member, { ...versionOf(question ?? { id: '', version: 0 }), prediction: 'Seven' }),
    ).rejects.toMatchObject(refusalOf('PREDICTION_LOCKED'));
    const toPlan = { ...versionOf(back), stage: 'plan' as const, reason };
    await expect(corrections.returnTo(world.member, toPlan)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { stage: expect.stringContaining('Choose Do') } },
    });
    await expect(
      corrections.returnTo(world.member, { ...versionOf(back), stage: 'do', reason: ' ' }),
    ).rejects.toMatchObject({
      extensions: { code: 'INVALID' },
    });
    await expect(
      corrections.returnTo(world.bystander, { ...versionOf(back), stage: 'do', reason }),
    ).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
  });

  it('reopens a decision while nothing stands on it', async () => {
    const abandoned = await decisions.decide(world.facilitator, {
      ...versionOf(await inAct(await idea('Reopen'))),
      decision: 'abandon',
      learned: 'Too early in the day.',
    });
    const again = await corrections.returnTo(world.facilitator, { ...versionOf(abandoned), stage: 'act', reason });
    expect(again).toMatchObject({ stage: 'act', decision: null, idea: { state: 'testing' } });
    const adapted = await decisions.decide(world.facilitator, {
      ...versionOf(again),
      decision: 'adapt',
      next: { id: uuidv7() },
    });
    const reopen = { ...versionOf(adapted), stage: 'act' as const, reason };
    await expect(corrections.returnTo(world.facilitator, reopen)).rejects.toMatchObject(refusalOf('CYCLE_CONTINUED'));
    await corrections.void(world.facilitator, { ...versionOf(await fresh(adapted.next[0]?.id ?? '')), reason });
    expect(await corrections.returnTo(world.facilitator, reopen)).toMatchObject({ stage: 'act', next: [] });
  });

  it('moves a test to the top of another ramp; the rungs that stay close up, and the thread follows', async () => {
    const from = await idea('From here');
    const to = await idea('To there');
    const [first, second, third] = [await plan(from, 'First'), await plan(from, 'Second'), await plan(from, 'Third')];
    const there = await plan(to, 'There');
    const moved = await corrections.move(world.member, {
      ...versionOf(second),
      networkId: world.ids.network,
      changeIdeaId: to,
    });
    expect(moved).toMatchObject({ changeIdeaId: to, rung: 2, previous: { id: there.id } });
    expect(await fresh(third.id)).toMatchObject({ rung: 2, previous: { id: first.id } });
    const edges = await links(second.id);
    expect(edges).toHaveLength(2);
    expect(edges).toContainEqual({ fromId: to, toId: second.id, relation: 'tests' });
    expect(edges).toContainEqual({ fromId: there.id, toId: second.id, relation: 'continues' });
    expect(await links(third.id)).toContainEqual({ fromId: first.id, toId: third.id, relation: 'continues' });
  });

  it('moves a test nowhere for who may not decide on it, nor where they may not log', async () => {
    const cycle = await plans.plan(world.facilitator, {
      ...key(),
      id: uuidv7(),
      changeIdeaId: await idea('Stay'),
      title: 'Stays',
    });
    const move = {
      ...versionOf(cycle),
      networkId: world.ids.network,
      changeIdeaId: uuidv7(),
      newIdeaTitle: 'Elsewhere',
    };
    await expect(corrections.move(world.member, move)).rejects.toMatchObject(refusalOf('NOT_ALLOWED'));
    await expect(corrections.move(world.outsider, move)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(
      corrections.move(world.facilitator, { ...move, networkId: world.ids.outsideNetwork }),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    await expect(corrections.void(world.member, { ...versionOf(cycle), reason })).rejects.toMatchObject(
      refusalOf('NOT_ALLOWED'),
    );
    await expect(corrections.void(world.outsider, { ...versionOf(cycle), reason })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(corrections.restore(world.outsider, versionOf(cycle))).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(
      corrections.returnTo(world.outsider, { ...versionOf(cycle), stage: 'do', reason }),
    ).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('takes a voided test out of everything that can be read, and back', async () => {
    const changeIdeaId = await idea('Void');
    const planAfter = await plan(changeIdeaId);
    const known: Record<string, string> = {
      network: world.ids.network,
      change_idea: changeIdeaId,
      cycle: planAfter.id,
      indicator: world.ids.indicator,
      item: changeIdeaId,
      partnership: world.director.partnershipId,
    };
    const nobody = uuidv7();
    const ids = Object.assign(new Map(Object.entries(known)), { get: (table: string) => known[table] ?? nobody });
    const queries = everyRequest(ids).filter(({ kind, name }) => kind === 'query' && name !== 'history');
    const readAll = async () => {
      const answers: [string, unknown][] = [];
      for (const { name, document, variables } of queries) {
        const { data } = await world.graphql<Record<string, unknown>>(world.facilitator, document, variables);
        answers.push([name, data]);
      }
      return answers;
    };
    const before = await readAll();
    const logged = await quickLog.log(world.member, {
      ...key(),
      id: uuidv7(),
      questionId: uuidv7(),
      networkId: world.ids.network,
      changeIdeaId,
      tried: 'A slip of the thumb',
    });
    const during = await readAll();
    const differing = during.filter(([, data], at) => JSON.stringify(data) !== JSON.stringify(before[at]?.[1]));
    const showing = new Set(differing.map(([name]) => name));
    const mustShow = [
      'cycles',
      'ramps',
      'networkFidelity',
      'networkPage',
      'partnershipPage',
      'changeIdea',
      'networkThread',
    ];
    expect(mustShow.filter((name) => !showing.has(name))).toEqual([]);
    const voided = await corrections.void(world.member, { ...versionOf(logged), reason });
    expect(voided.retiredAt).not.toBeNull();
    for (const [at, [name, data]] of (await readAll()).entries()) {
      expect([name, data]).toEqual([name, before[at]?.[1]]);
    }
    await expect(cycles.recordDo(world.member, { ...versionOf(voided), whatHappened: 'x' })).rejects.toMatchObject(
      refusalOf('RETIRED'),
    );
    const back = await corrections.restore(world.member, versionOf(voided));
    expect(back).toMatchObject({ retiredAt: null, rung: 2, previous: { id: planAfter.id } });
    await expect(corrections.restore(world.member, versionOf(back))).rejects.toMatchObject(refusalOf('CYCLE_NOT_VOID'));
  });
});

describe('the SQL of the server', () => {
  it('leaves voided tests out wherever it reads many', () => {
    const root = fileURLToPath(new URL('../', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.reads.ts'));
    const forgetful = files.flatMap((file) =>
      [...readFileSync(`${root}${file}`, 'utf8').matchAll(/(?:FROM|JOIN) cycle (\w+)([\s\S]{0,360})/g)]
        // One row by its own id may be a voided one: its page says so.
        .filter(
          ([, alias = '', after = '']) => !after.includes(`${alias}.retired_at`) && !after.includes(`${alias}.id = `),
        )
        .map(([text]) => `${file}: ${text.slice(0, 80)}`),
    );
    expect(forgetful).toEqual([]);
  });
});
