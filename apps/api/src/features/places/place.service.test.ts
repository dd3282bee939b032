import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothEngines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { PlaceLabelService } from './place-label.service.ts';
import { PlaceService } from './place.service.ts';

describe.each(bothEngines)('places on %s', (engine) => {
  let world: World;
  let places: PlaceService;
  let labels: PlaceLabelService;
  beforeAll(async () => {
    world = await createWorld(engine);
    places = world.app.get(PlaceService, { strict: false });
    labels = world.app.get(PlaceLabelService, { strict: false });
  });
  afterAll(() => world.close());

  const key = () => ({ idempotencyKey: uuidv7() });
  const input = (name: string, more: Partial<Parameters<PlaceService['add']>[1]> = {}) => ({
    ...key(),
    id: uuidv7(),
    name,
    kind: 'district' as const,
    ...more,
  });
  const add = (name: string, more: Partial<Parameters<PlaceService['add']>[1]> = {}) =>
    places.add(world.dataManager, input(name, more));
  const as = ({ id, version }: { id: string; version: number }) => ({ ...key(), id, version });

  it('adds a place once for each retry, and pages by name', async () => {
    const request = input('Stamford', { labels: ['Stamford School District', 'STAMFORD'] });
    expect(await places.add(world.dataManager, request)).toMatchObject({ name: 'Stamford', isHome: false, version: 1 });
    await places.add(world.dataManager, request);
    await add('Ansonia');
    const first = await places.page(world.bystander, 1, null);
    expect(first).toMatchObject({ nodes: [{ name: 'Ansonia' }], totalCount: 2, pageInfo: { hasNextPage: true } });
    const second = await places.page(world.bystander, 1, first.pageInfo.endCursor);
    expect(second).toMatchObject({ nodes: [{ name: 'Stamford' }], pageInfo: { hasNextPage: false } });
  });

  it('tells places of one name apart by what they lie in, and by their code where they lie in the same', async () => {
    const hartford = await add('Hartford');
    const newHaven = await add('New Haven');
    const school = { kind: 'school' as const };
    const one = await add('Lincoln Elementary', { ...school, parentId: hartford.id });
    expect(one.shownName).toBe('Lincoln Elementary');
    const other = await add('Lincoln Elementary', { ...school, parentId: newHaven.id });
    const third = await add('Lincoln Elementary', {
      ...school,
      parentId: newHaven.id,
      codes: [{ system: 'state_school', code: '0093' }],
    });
    const shown = await places.page(world.bystander, 10, null, { search: 'lincoln' });
    expect(shown.nodes.map(({ id, shownName }) => [id, shownName])).toEqual(
      [
        [one.id, 'Lincoln Elementary · Hartford'],
        [other.id, 'Lincoln Elementary · New Haven'],
        [third.id, 'Lincoln Elementary · 0093'],
      ].toSorted(([a = ''], [b = '']) => a.localeCompare(b)),
    );
  });

  it('searches names, labels and the beginnings of codes, and lists retired places by themselves', async () => {
    const namesFor = async (search: string, retired = false) =>
      (await places.page(world.member, 10, null, { search, retired })).nodes.map(({ name }) => name);
    const milford = await add('Milford', {
      codes: [{ system: 'nces_leaid', code: '0902490' }],
      labels: ['Milford 100%_Public'],
    });
    expect(await namesFor('ilfo')).toEqual(['Milford']);
    expect(await namesFor('0902')).toEqual(['Milford']);
    expect(await namesFor('0%_p')).toEqual(['Milford']);
    expect(await namesFor('902490')).toEqual([]);
    await places.retire(world.dataManager, { ...as(milford), reason: 'One with Orange now.' });
    expect([await namesFor('milford'), await namesFor('milford', true)]).toEqual([[], ['Milford']]);
    const { version } = await places.find(world.member, milford.id);
    expect(await places.restore(world.dataManager, as({ id: milford.id, version }))).toMatchObject({ retiredAt: null });
  });

  it('has one home: another one takes its place, and it cannot be retired or given up', async () => {
    const home = await add('Home', { isHome: true });
    const other = await add('Other home');
    expect(await places.edit(world.director, { ...as(other), isHome: true })).toMatchObject({ isHome: true });
    expect(await places.find(world.director, home.id)).toMatchObject({ isHome: false, version: 2 });
    const now = { id: other.id, version: 2 };
    for (const refused of [
      () => places.edit(world.director, { ...as(now), isHome: false }),
      () => places.retire(world.director, as(now)),
    ])
      await expect(refused()).rejects.toMatchObject({ extensions: { rule: 'PLACE_IS_HOME' } });
    const both = [add('Third', { isHome: true }), add('Fourth', { isHome: true })];
    await Promise.all(both);
    expect(await places.page(world.member, 10, null, { home: true })).toMatchObject({ totalCount: 1 });
    expect(await world.inspect('SELECT count(*)::int AS homes FROM place WHERE is_home')).toEqual([{ homes: 1 }]);
  });

  it('refuses a circle, also when two people write at once', async () => {
    const [outer, middle, inner] = [await add('Outer'), await add('Middle'), await add('Inner')];
    await places.edit(world.dataManager, { ...as(middle), parentId: outer.id });
    await places.edit(world.dataManager, { ...as(inner), parentId: middle.id });
    for (const parentId of [inner.id, outer.id])
      await expect(places.edit(world.dataManager, { ...as(outer), parentId })).rejects.toMatchObject({
        extensions: { rule: 'PLACE_UNDER_ITSELF' },
      });
    const [east, west] = [await add('East'), await add('West')];
    const written = await Promise.allSettled([
      places.edit(world.dataManager, { ...as(east), parentId: west.id }),
      places.edit(world.director, { ...as(west), parentId: east.id }),
    ]);
    expect(written.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('puts several into another one at once, none into itself, and none that somebody changed since', async () => {
    const [county, one, two, three] = [
      await add('County'),
      await add('North'),
      await add('South'),
      await add('West end'),
    ];
    const move = (rows: readonly { id: string; version: number }[], parentId?: string, by = world.dataManager) =>
      places.move(by, {
        ...key(),
        places: rows.map(({ id: placeId, version }) => ({ placeId, version })),
        ...(parentId && { parentId }),
      });
    expect(await move([one, two], county.id)).toBe(2);
    const now = await Promise.all([county, one, two, three].map(({ id }) => places.find(world.member, id)));
    expect(now.map(({ parentName }) => parentName)).toEqual([null, 'County', 'County', null]);
    // All of them or none, with what was seen of each.
    await expect(move([three, one], county.id)).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    const [whole, north, south, west] = now;
    if (!whole || !north || !south || !west) throw new Error('four places');
    await expect(move([west, whole], north.id)).rejects.toMatchObject({ extensions: { rule: 'PLACE_UNDER_ITSELF' } });
    expect((await places.find(world.member, west.id)).parentId).toBeNull();
    expect(await move([north, west])).toBe(1);
    await expect(move([south], whole.id, world.member)).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
    await expect(move([south], whole.id, world.outsider)).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
  });

  it('gives a code to one place, and takes it back from whoever still has it', async () => {
    const one = await add('Kent', { codes: [{ system: 'fips', code: '09005' }] });
    const two = await add('Essex');
    const code = { system: 'fips', code: '09005' };
    const request = { ...key(), id: uuidv7(), placeId: two.id, ...code };
    await expect(labels.addCode(world.dataManager, request)).rejects.toMatchObject({
      extensions: { rule: 'PLACE_CODE_TAKEN' },
    });
    await expect(add('Deep River', { codes: [code] })).rejects.toMatchObject({
      extensions: { rule: 'PLACE_CODE_TAKEN' },
    });
    const id = one.codes[0]?.id ?? '';
    await expect(labels.forgetCode(world.dataManager, { ...key(), id, placeId: two.id })).rejects.toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await labels.forgetCode(world.dataManager, { ...key(), id, placeId: one.id })).toMatchObject({ codes: [] });
    expect(await labels.addCode(world.dataManager, { ...request, ...key() })).toMatchObject({ codes: [code] });
  });

  it('points a label anew, and forgets it', async () => {
    const one = await add('One', { labels: ['1'] });
    const two = await add('Two');
    const map = (placeId: string) => labels.map(world.dataManager, { ...key(), labels: [{ label: '1', placeId }] });
    expect([await map(two.id), await map(one.id)]).toEqual([1, 1]);
    await expect(map(uuidv7())).rejects.toMatchObject({
      extensions: { fields: { 'labels.0.placeId': expect.any(String) } },
    });
    const { labels: known } = await places.find(world.member, one.id);
    const forget = { id: known[0]?.id ?? '', placeId: one.id };
    expect(await labels.forget(world.dataManager, { ...key(), ...forget })).toMatchObject({ labels: [] });
  });

  it('is closed to those without the role, and to another partnership', async () => {
    const place = await add('Windham');
    const other = await add('Mansfield');
    const refused = { extensions: { rule: 'NOT_ALLOWED' } };
    await expect(places.add(world.facilitator, input('Elsewhere'))).rejects.toMatchObject(refused);
    await expect(places.edit(world.member, { ...as(place), name: 'X' })).rejects.toMatchObject(refused);
    await expect(places.retire(world.member, as(place))).rejects.toMatchObject(refused);
    const request = { ...key(), labels: [{ label: 'Windham', placeId: place.id }] };
    await expect(labels.map(world.member, request)).rejects.toMatchObject(refused);
    await expect(labels.map(world.outsider, request)).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    const code = { ...key(), id: uuidv7(), placeId: place.id, system: 'fips', code: '1' };
    await expect(labels.addCode(world.member, code)).rejects.toMatchObject(refused);
    await expect(labels.addCode(world.outsider, code)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    for (const foreign of [
      () => places.edit(world.outsider, { ...as(place), parentId: other.id }),
      () => places.retire(world.outsider, as(place)),
      () => places.find(world.outsider, place.id),
    ])
      await expect(foreign()).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await places.page(world.outsider, 50, null)).toMatchObject({ nodes: [], totalCount: 0 });
  });
});
