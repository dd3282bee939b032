import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { %One%Service } from './%one-file%.service.ts';

describe.each(engines)('%many words% on %s', (engine) => {
  let world: World;
  let %many%: %One%Service;
  beforeAll(async () => {
    world = await createWorld(engine);
    %many% = world.app.get(%One%Service, { strict: false });
  });
  afterAll(() => world.close());

  const input = (title: string) => ({ idempotencyKey: uuidv7(), id: uuidv7(), title });
  const key = () => ({ idempotencyKey: uuidv7() });
  const listed = async () => (await %many%.page(world.director, 50, null)).nodes.map(({ title }) => title);

  it('adds, changes and retires one', async () => {
    const added = await %many%.add(world.director, input('First'));
    const edited = await %many%.edit(world.director, { ...key(), id: added.id, version: 1, title: 'Second' });
    expect(edited).toMatchObject({ title: 'Second', version: 2 });
    expect(await listed()).toContain('Second');
    await %many%.retire(world.director, { ...key(), id: added.id, version: 2, reason: 'Done with.' });
    expect(await listed()).not.toContain('Second');
  });

  it('answers an edit of an old version with the current row', async () => {
    const { id } = await %many%.add(world.director, input('Once'));
    await %many%.edit(world.director, { ...key(), id, version: 1, title: 'Twice' });
    await expect(%many%.edit(world.director, { ...key(), id, version: 1, title: 'Never' })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { title: 'Twice', version: 2 } },
    });
  });

  it('refuses another partnership and who may only read', async () => {
    const { id } = await %many%.add(world.director, input('Ours'));
    await expect(%many%.edit(world.outsider, { ...key(), id, version: 1, title: 'Theirs' })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    await expect(%many%.edit(world.bystander, { ...key(), id, version: 1, title: 'Mine' })).rejects.toMatchObject({
      extensions: { code: 'REFUSED', rule: 'NOT_ALLOWED' },
    });
    expect((await %many%.page(world.outsider, 50, null)).totalCount).toBe(0);
  });
});
