import { v7 as uuidv7 } from 'uuid';
import type { Viewer } from '@throughline/domain/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { emptyPartnership } from '../../../../../test/support/empty-partnership.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { FirstStepsService } from './first-steps.service.ts';

describe.each(engines)('the first steps of a partnership on %s', (engine) => {
  let world: World;
  let steps: FirstStepsService;
  let director: Viewer;
  let indicatorId: string | undefined;
  beforeAll(async () => {
    world = await createWorld(engine);
    steps = world.app.get(FirstStepsService, { strict: false });
    const founded = await emptyPartnership(world, [{ name: 'Ready' }]);
    ({
      director,
      indicators: [indicatorId],
    } = founded);
  });
  afterAll(() => world.close());

  it('are done by what is there', async () => {
    expect(await steps.get(director)).toEqual({
      id: director.partnershipId,
      hasPeople: false,
      hasOutcome: true,
      indicatorId,
      hasNumbers: false,
      networkId: null,
      hasCharter: false,
      hasPlan: false,
      hasTest: false,
    });
    expect(await steps.get(world.director)).toMatchObject({
      hasPeople: true,
      hasOutcome: true,
      networkId: world.ids.network,
      hasCharter: false,
      hasPlan: false,
      hasTest: false,
    });
  });

  it('tell of a charter, a plan and a test once they are begun', async () => {
    const write = async (operation: string, input: Record<string, unknown>): Promise<void> => {
      const type = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) { ${operation}(input: $input) { id } }`;
      const answer = await world.graphql(world.facilitator, document, {
        input: { idempotencyKey: uuidv7(), id: uuidv7(), networkId: world.ids.network, ...input },
      });
      expect(answer.errors).toBeUndefined();
    };
    await write('draftCharter', {});
    expect(await steps.get(world.director)).toMatchObject({ hasCharter: true, hasPlan: false, hasTest: false });
    await write('draftPlan', {});
    expect(await steps.get(world.director)).toMatchObject({ hasPlan: true, hasTest: false });
    await write('logTest', {
      questionId: uuidv7(),
      changeIdeaId: uuidv7(),
      newIdeaTitle: 'Calls',
      tried: 'Called',
      expected: '',
      happened: 'They came',
    });
    expect(await steps.get(world.director)).toMatchObject({ hasTest: true });
    expect(await steps.get(director)).toMatchObject({ hasCharter: false, hasPlan: false, hasTest: false });
  });

  it('are for the director alone', async () => {
    for (const viewer of [world.member, world.facilitator, world.dataManager])
      await expect(steps.get(viewer)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    expect((await steps.get(world.outsider)).id).toBe(world.outsider.partnershipId);
  });
});
