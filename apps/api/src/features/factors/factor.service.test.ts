import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { FactorService } from './factor.service.ts';

describe.each(engines)('factors on %s', (engine) => {
  let world: World;
  let factors: FactorService;
  beforeAll(async () => {
    world = await createWorld(engine);
    factors = world.app.get(FactorService, { strict: false });
  });
  afterAll(() => world.close());

  const input = (title = 'Few pre-kindergarten seats east of the river') => ({
    idempotencyKey: uuidv7(),
    id: uuidv7(),
    networkId: world.ids.network,
    kind: 'gap' as const,
    title,
  });

  it('adds a factor once, whatever the number of retries', async () => {
    const request = input();
    const first = await factors.add(world.member, request);
    const second = await factors.add(world.member, request);
    expect(second.id).toBe(first.id);
    const page = await factors.page(world.bystander, world.ids.network, 50, null);
    expect(page.nodes.filter((node) => node.id === request.id)).toHaveLength(1);
  });

  it('adds it once when the same write arrives twice at the same time', async () => {
    const request = input('Parents hear of screening too late');
    const answers = await Promise.all([factors.add(world.member, request), factors.add(world.member, request)]);
    expect(answers.map((answer) => answer.id)).toEqual([request.id, request.id]);
  });

  it('refuses a key that was used for something else', async () => {
    const request = input('Waiting lists');
    await factors.add(world.member, request);
    await expect(factors.add(world.member, { ...request, id: uuidv7(), title: 'Other' })).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('answers an edit of an old version with the current row and changes nothing', async () => {
    const added = await factors.add(world.member, input('Transport'));
    const edited = await factors.edit(world.facilitator, {
      idempotencyKey: uuidv7(),
      id: added.id,
      version: 1,
      title: 'No bus at 7',
    });
    expect(edited.version).toBe(2);
    await expect(
      factors.edit(world.member, { idempotencyKey: uuidv7(), id: added.id, version: 1, title: 'Transport is hard' }),
    ).rejects.toMatchObject({ extensions: { code: 'CONFLICT', current: { title: 'No bus at 7', version: 2 } } });
  });

  it('refuses who sits nowhere, and hides it from another partnership', async () => {
    await expect(factors.add(world.bystander, input())).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(factors.add(world.outsider, input())).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { networkId: expect.any(String) } },
    });
    const page = await factors.page(world.outsider, world.ids.network, 50, null);
    expect(page).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it('says which field cannot be taken, and keeps nothing of a refused write', async () => {
    const request = { ...input(''), indicatorId: uuidv7() };
    await expect(factors.add(world.member, request)).rejects.toMatchObject({
      extensions: {
        code: 'INVALID',
        fields: { title: 'Write something here.' },
        refusals: { title: { code: 'FIELD_EMPTY', params: {} } },
      },
    });
    await expect(factors.add(world.member, { ...request, title: 'Unknown indicator' })).rejects.toMatchObject({
      extensions: { code: 'INVALID', refusals: { indicatorId: { code: 'REFERENCE_UNKNOWN' } } },
    });
    const page = await factors.page(world.member, world.ids.network, 200, null);
    expect(page.nodes.some((node) => node.title === 'Unknown indicator')).toBe(false);
  });

  it('serves the same by GraphQL, with a session', async () => {
    const query =
      'query ($id: Uuid!) { factors(networkId: $id, first: 2) { nodes { title kind } pageInfo { hasNextPage endCursor } totalCount } }';
    const answer = await world.graphql<{ factors: { nodes: unknown[]; totalCount: number } }>(world.member, query, {
      id: world.ids.network,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.factors.nodes).toHaveLength(2);
    expect(await world.graphql(null, query, { id: world.ids.network })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});
