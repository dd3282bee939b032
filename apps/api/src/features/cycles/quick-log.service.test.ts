import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { messagesOf } from '../../../../../test/support/messages.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { ChangeIdeaService } from './change-idea.service.ts';
import { CycleService } from './cycle.service.ts';
import { QuickLogService } from './quick-log.service.ts';

describe.each(engines)('quick log on %s', (engine) => {
  let world: World;
  let quickLog: QuickLogService;
  let cycles: CycleService;
  let ideas: ChangeIdeaService;
  beforeAll(async () => {
    world = await createWorld(engine);
    quickLog = world.app.get(QuickLogService, { strict: false });
    cycles = world.app.get(CycleService, { strict: false });
    ideas = world.app.get(ChangeIdeaService, { strict: false });
  });
  afterAll(() => world.close());

  const log = (more: object = {}) => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    questionId: uuidv7(),
    networkId: world.ids.network,
    changeIdeaId: uuidv7(),
    newIdeaTitle: 'Books on the bus',
    tried: 'Put ten books on bus 4. It took a morning.',
    expected: 'Half of them are read',
    happened: 'Nine were read',
    ...more,
  });

  it('makes a whole cycle of three fields, once, and answers what a read answers', async () => {
    const input = log();
    const answered = await quickLog.log(world.member, input);
    const again = await quickLog.log(world.member, input);
    expect(again.id).toBe(answered.id);
    const read = await cycles.one(world.member, input.id);
    const moments = ['createdAt', 'doStartedAt', 'doEndedAt'];
    const plain = (cycle: object) =>
      JSON.parse(
        JSON.stringify(cycle, (field, value: unknown) => (moments.includes(field) ? undefined : value)),
      ) as object;
    const { partnershipId: _tenant, updatedAt: _updated, ...rest } = plain(read) as Record<string, unknown>;
    expect(plain(answered)).toMatchObject(rest);
    expect(read).toMatchObject({
      title: 'Put ten books on bus 4',
      stage: 'study',
      loggedAfterwards: true,
      rung: 1,
      questions: [{ prediction: 'Half of them are read', lockedAt: null }],
      idea: { title: 'Books on the bus', state: 'testing' },
    });
    expect(read.gaps).toContain('no_prediction_locked_beforehand');
    expect(read.doStartedAt).toEqual(answered.doStartedAt);
  });

  it('waits for the database twice', async () => {
    await quickLog.log(world.member, log());
    expect(await messagesOf(world, () => quickLog.log(world.member, log()))).toBe(2);
  });

  it('stays in Do with its prediction locked now while nothing has happened', async () => {
    const cycle = await quickLog.log(world.member, log({ happened: '' }));
    expect(cycle).toMatchObject({ stage: 'do', loggedAfterwards: false, whatHappened: '' });
    expect(cycle.questions[0]?.lockedAt).not.toBeNull();
    const stored = await cycles.one(world.member, cycle.id);
    expect(stored.questions[0]?.lockedAt).not.toBeNull();
    expect(stored.gaps).not.toContain('no_prediction_locked_beforehand');
  });

  it('continues the ramp of an idea that is there, and begins its testing', async () => {
    const idea = await ideas.add(world.member, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      networkId: world.ids.network,
      title: 'Reading buddies',
    });
    const existing = { changeIdeaId: idea.id, newIdeaTitle: null };
    const first = await quickLog.log(world.member, log(existing));
    expect(first.idea).toMatchObject({ id: idea.id, state: 'testing' });
    const second = await quickLog.log(world.member, log({ ...existing, expected: '' }));
    expect(second).toMatchObject({ rung: 2, previous: { id: first.id }, questions: [] });
    expect(await ideas.one(world.member, idea.id)).toMatchObject({
      state: 'testing',
      cycleCount: 2,
      openCycleCount: 2,
      latestCycle: { id: second.id },
    });
  });

  it('says what is missing, and keeps nothing of a refused log', async () => {
    await expect(quickLog.log(world.member, log({ tried: ' ' }))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { tried: expect.stringContaining('what you tried') } },
    });
    const nowhere = log({ newIdeaTitle: null });
    await expect(quickLog.log(world.member, nowhere)).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { changeIdeaId: expect.stringContaining('idea') } },
    });
    const taken = log({ questionId: (await quickLog.log(world.member, log())).questions[0]?.id });
    await expect(quickLog.log(world.member, taken)).rejects.toMatchObject({ extensions: { rule: 'ID_TAKEN' } });
    await expect(cycles.one(world.member, taken.id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(ideas.one(world.member, taken.changeIdeaId)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('refuses who sits nowhere, another partnership, and an idea of another network', async () => {
    await expect(quickLog.log(world.bystander, log())).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(quickLog.log(world.outsider, log())).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { networkId: { code: 'REFERENCE_UNKNOWN' } } },
    });
    const foreign = await quickLog.log(world.outsider, log({ networkId: world.ids.outsideNetwork }));
    await expect(
      quickLog.log(world.member, log({ changeIdeaId: foreign.changeIdeaId, newIdeaTitle: null })),
    ).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
  });
});
