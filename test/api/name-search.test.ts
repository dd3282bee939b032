import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../support/database.ts';
import { selectAsOwner } from '../support/imports.ts';
import { createWorld, type World } from '../support/world.ts';

/** Lists from which forms offer rows to choose, with the table behind each. */
const lists = [
  ['organizations', 'organization'],
  ['members', 'member'],
  ['leadershipTables', 'leadership_table'],
  ['outcomes', 'outcome'],
  ['indicators', 'indicator'],
  ['networks', 'network'],
  ['sites', 'site'],
] as const;

describe.each(bothEngines)('lists that are searched as one types, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(engine);
    const partnership = world.director.partnershipId;
    await selectAsOwner(world, `INSERT INTO site (partnership_id, id, name) VALUES ($1, $2, 'Elm Street Library')`, [
      partnership,
      uuidv7(),
    ]);
    await selectAsOwner(world, `INSERT INTO leadership_table (partnership_id, id, name) VALUES ($1, $2, 'Elm Table')`, [
      partnership,
      uuidv7(),
    ]);
  });
  afterAll(() => world.close());

  const ask = async (viewer: World['member'], list: string, search: string | null) => {
    const answer = await world.graphql<Record<string, { nodes: { id: string; name: string }[]; totalCount: number }>>(
      viewer,
      `query Choices($search: String) { ${list}(first: 50, search: $search) { nodes { id name } totalCount } }`,
      { search },
    );
    return answer.data?.[list];
  };

  it.each(lists)(
    '%s are found by a part of the name, by the id, and by nothing of another partnership',
    async (list, table) => {
      const all = await ask(world.member, list, null);
      const [row] = all?.nodes ?? [];
      expect(row, `the world has a ${table}`).toBeDefined();
      const { id = '', name = '' } = row ?? {};
      const part = name.slice(1, 4).toUpperCase();
      const found = await ask(world.member, list, `  ${part} `);
      expect(found?.nodes.map((one) => one.id)).toContain(id);
      expect(found?.nodes.every((one) => one.name.toUpperCase().includes(part.trim()))).toBe(true);
      expect(await ask(world.member, list, id)).toMatchObject({ nodes: [{ id, name }], totalCount: 1 });
      expect(await ask(world.member, list, 'nothing is called so')).toMatchObject({ nodes: [], totalCount: 0 });
      expect((await ask(world.outsider, list, id))?.nodes ?? []).toEqual([]);
    },
  );
});
