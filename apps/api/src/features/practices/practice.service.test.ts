import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { AdoptionService } from './adoption.service.ts';
import { PracticeService } from './practice.service.ts';
import { SiteService } from './site.service.ts';
import { SystemChangeService } from './system-change.service.ts';

const key = () => uuidv7();

describe.each(engines)('practices on %s', (engine) => {
  let world: World;
  let practices: PracticeService;
  let adoptions: AdoptionService;
  let sites: SiteService;
  let systemChanges: SystemChangeService;
  beforeAll(async () => {
    world = await createWorld(engine);
    practices = world.app.get(PracticeService, { strict: false });
    adoptions = world.app.get(AdoptionService, { strict: false });
    sites = world.app.get(SiteService, { strict: false });
    systemChanges = world.app.get(SystemChangeService, { strict: false });
  });
  afterAll(() => world.close());

  const opening = (name: string) => ({ idempotencyKey: key(), id: key(), networkId: world.ids.network, name });
  const open = (name: string) => practices.openByHand(world.facilitator, opening(name));
  const siteAt = (name: string, organizationId: string | null = null) =>
    sites.add(world.facilitator, { idempotencyKey: key(), id: key(), name, organizationId });
  const begin = async (practiceId: string, siteName: string, organizationId: string | null = null) => {
    const site = await siteAt(siteName, organizationId);
    return adoptions.add(world.facilitator, {
      idempotencyKey: key(),
      id: key(),
      practiceId,
      siteId: site.id,
      on: '2026-01-05',
    });
  };
  const move = (id: string, version: number, stage: 'trying' | 'using' | 'stopped' | 'exploring', more: object = {}) =>
    adoptions.move(world.member, { idempotencyKey: key(), id, version, stage, on: '2026-02-04', ...more });

  it('opens a practice once, as tested at scale, and lists it with its reach', async () => {
    const request = opening('Family reading nights');
    const opened = await practices.openByHand(world.facilitator, request);
    await practices.openByHand(world.facilitator, request);
    expect(opened).toMatchObject({ state: 'testing_scale', version: 1, networkName: 'Ready for Kindergarten' });
    expect(opened.abilities).toContain('canManagePractice');
    const page = await practices.page(world.bystander, { networkId: world.ids.network, withRetired: false }, 50, null);
    const [row] = page.nodes.filter((node) => node.id === request.id);
    expect(row).toMatchObject({ sitesUsing: 0, sitesEligible: 0, abilities: [] });
  });

  it('refuses who only sits there, and hides it from another partnership', async () => {
    await expect(practices.openByHand(world.member, opening('Mine'))).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(practices.openByHand(world.outsider, opening('Theirs'))).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { networkId: expect.any(String) } },
    });
    const { id } = await open('Hidden from others');
    await expect(practices.detail(world.outsider, id)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const page = await practices.page(world.outsider, { networkId: null, withRetired: true }, 50, null);
    expect(page.totalCount).toBe(0);
  });

  it('answers an edit of an old version with the current row', async () => {
    const { id } = await open('Text reminders');
    const edit = (version: number, core: string) =>
      practices.edit(world.facilitator, { idempotencyKey: key(), id, version, core });
    expect(await edit(1, 'One text a week')).toMatchObject({ version: 2, core: 'One text a week' });
    await expect(edit(1, 'Two texts a week')).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', current: { core: 'One text a week' } },
    });
  });

  it('scales only what a site uses, sustains it, and retires it with a reason', async () => {
    const practice = await open('Kindergarten visits');
    const step = (verb: 'begin_scaling' | 'sustain' | 'retire', version: number, reason = '') => {
      const input = { idempotencyKey: key(), id: practice.id, version };
      if (verb === 'begin_scaling') return practices.beginScaling(world.facilitator, input);
      if (verb === 'sustain') return practices.sustain(world.facilitator, input);
      return practices.retire(world.facilitator, { ...input, reason });
    };
    await expect(step('begin_scaling', 1)).rejects.toMatchObject({ extensions: { rule: 'PRACTICE_NOT_IN_USE' } });
    const adoption = await begin(practice.id, 'Visits School');
    await move(adoption.id, 1, 'using');
    expect(await step('begin_scaling', 1)).toMatchObject({ state: 'scaling', sitesUsing: 1, sitesEligible: 1 });
    await expect(step('sustain', 1)).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await step('sustain', 2)).toMatchObject({ state: 'sustained' });
    await expect(step('retire', 3)).rejects.toMatchObject({ extensions: { rule: 'PRACTICE_REASON_REQUIRED' } });
    expect(await step('retire', 3, 'The district runs its own now')).toMatchObject({ state: 'retired' });
    await expect(move(adoption.id, 2, 'stopped', { note: 'Over' })).rejects.toMatchObject({
      extensions: { rule: 'PRACTICE_RETIRED' },
    });
    const filter = { networkId: world.ids.network, withRetired: false };
    const shown = await practices.page(world.member, filter, 200, null);
    expect(shown.nodes.some(({ id }) => id === practice.id)).toBe(false);
    const all = await practices.page(world.member, { ...filter, withRetired: true }, 200, null);
    expect(all.nodes.some(({ id }) => id === practice.id)).toBe(true);
  });

  it('records stages with their history, flags a jump, and asks why a site stopped', async () => {
    const practice = await open('Screening at the library');
    const { id } = await begin(practice.id, 'East Branch');
    const jumped = await move(id, 1, 'trying', { note: 'They began by themselves', on: '2026-01-15' });
    expect(jumped.steps.map(({ stage, skipped }) => [stage, skipped])).toEqual([
      ['exploring', []],
      ['trying', ['preparing']],
    ]);
    await expect(move(id, 2, 'exploring')).rejects.toMatchObject({ extensions: { rule: 'ADOPTION_STEP_BACK' } });
    await expect(move(id, 1, 'trying')).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
    await expect(move(id, 2, 'stopped')).rejects.toMatchObject({
      extensions: { rule: 'ADOPTION_STOP_REASON_REQUIRED' },
    });
    await expect(move(id, 2, 'using', { on: '2026-01-14' })).rejects.toMatchObject({
      extensions: { code: 'INVALID', fields: { on: expect.stringContaining('2026-01-15') } },
    });
    await expect(move(id, 2, 'using', { on: '2199-01-01' })).rejects.toMatchObject({ extensions: { code: 'INVALID' } });
    await move(id, 2, 'stopped', { note: 'The librarian left' });
    await expect(move(id, 3, 'using')).rejects.toMatchObject({ extensions: { rule: 'ADOPTION_RESUME_TOO_FAR' } });
    expect(await move(id, 3, 'trying')).toMatchObject({ stage: 'trying', version: 4 });
    const detail = await practices.detail(world.bystander, practice.id);
    expect(detail).toMatchObject({
      jumps: 1,
      curve: { days: ['2026-01-05', '2026-01-15', '2026-02-04'], using: [0, 0, 0], eligible: [1, 1, 1] },
    });
    expect(detail.adoptions[0]?.steps.map(({ note }) => note)).toContain('The librarian left');
  });

  it("lets the leader of the site's organization say how far it is, and no other leader", async () => {
    const practice = await open('Developmental screening');
    const adoption = await begin(practice.id, 'North School', world.ids.school);
    const input = () => ({ idempotencyKey: key(), id: adoption.id, version: 1, adaptation: 'In two languages' });
    await expect(adoptions.edit(world.otherLeader, input())).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    await expect(adoptions.edit(world.outsider, input())).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const edited = await adoptions.edit(world.partnerLeader, input());
    expect(edited).toMatchObject({ adaptation: 'In two languages', organizationName: 'School District' });
  });

  it('keeps one adoption a site and practice, and retires only a site where nothing is under way', async () => {
    const practice = await open('Home visits');
    const adoption = await begin(practice.id, 'West Clinic');
    const twice = { idempotencyKey: key(), id: key(), practiceId: practice.id, siteId: adoption.siteId };
    await expect(adoptions.add(world.facilitator, twice)).rejects.toMatchObject({
      extensions: { rule: 'ALREADY_EXISTS' },
    });
    const retire = () =>
      sites.retire(world.facilitator, { idempotencyKey: key(), id: adoption.siteId, version: 1, reason: 'Closed' });
    await expect(retire()).rejects.toMatchObject({ extensions: { rule: 'SITE_IN_USE' } });
    await move(adoption.id, 1, 'stopped', { note: 'The clinic closes' });
    expect((await retire()).retiredAt).not.toBeNull();
    await expect(siteAt('West Clinic')).rejects.toMatchObject({ extensions: { rule: 'ALREADY_EXISTS' } });
    await expect(
      sites.edit(world.member, { idempotencyKey: key(), id: adoption.siteId, version: 2, name: 'Other' }),
    ).rejects.toMatchObject({ extensions: { rule: 'NOT_ALLOWED' } });
  });

  it('offers for a practice the sites that it has not reached', async () => {
    const practice = await open('Story walks');
    await begin(practice.id, 'Harbor Park');
    await siteAt('Harbor Pier');
    const names = async (search: string, notOfPracticeId: string | null) =>
      (await sites.page(world.member, { search, notOfPracticeId }, 50, null)).nodes.map(({ name }) => name);
    expect(await names('harbor p', null)).toEqual(['Harbor Park', 'Harbor Pier']);
    expect(await names('HARBOR P', practice.id)).toEqual(['Harbor Pier']);
    const first = await sites.page(world.member, { search: 'harbor p', notOfPracticeId: null }, 1, null);
    const cursor = first.pageInfo.endCursor;
    const second = await sites.page(world.member, { search: 'harbor p', notOfPracticeId: null }, 1, cursor);
    expect([first.nodes[0]?.name, second.nodes[0]?.name, second.pageInfo.hasNextPage]).toEqual([
      'Harbor Park',
      'Harbor Pier',
      false,
    ]);
  });

  it('records a system change as what became of a practice', async () => {
    const practice = await open('Full-day seats');
    const request = {
      idempotencyKey: key(),
      id: key(),
      networkId: world.ids.network,
      practiceId: practice.id,
      kind: 'resource_flow' as const,
      title: 'The board funds full-day seats',
      on: '2026-05-01',
    };
    await expect(systemChanges.record(world.member, request)).rejects.toMatchObject({
      extensions: { rule: 'NOT_ALLOWED' },
    });
    const recorded = await systemChanges.record(world.facilitator, request);
    await systemChanges.record(world.facilitator, request);
    const edited = await systemChanges.edit(world.facilitator, {
      idempotencyKey: key(),
      id: recorded.id,
      version: 1,
      kind: 'policy',
    });
    expect(edited).toMatchObject({ kind: 'policy', title: request.title, version: 2 });
    const filter = { networkId: world.ids.network, practiceId: practice.id };
    expect(await systemChanges.page(world.bystander, filter, 50, null)).toMatchObject({ totalCount: 1 });
    const links = await world.app.get(Tenancy).read(world.member, (tx) =>
      tx.rows(
        `SELECT i.title, i.state FROM link l JOIN item i ON i.partnership_id = l.partnership_id AND i.id = l.to_id
        WHERE l.partnership_id = $1 AND l.from_id = $2 AND l.relation = 'became'`,
        [tx.partnershipId, practice.id],
      ),
    );
    expect(links).toEqual([{ title: request.title, state: 'policy' }]);
    expect((await practices.detail(world.member, practice.id)).systemChanges).toHaveLength(1);
  });

  it('serves a page by GraphQL', async () => {
    const practice = await open('Serve and return');
    await begin(practice.id, 'South School', world.ids.school);
    const query = `query ($id: Uuid!) { practice(id: $id) { id changeIdeaTitle jumps medianDaysBetweenStages curve { days using eligible }
      practice { name state sitesEligible createdAt } tests { id } systemChanges { id }
      adoptions { siteName stage since organizationName steps { stage on skipped memberName } abilities } } }`;
    const answer = await world.graphql<{ practice: object }>(world.member, query, { id: practice.id });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.practice).toMatchObject({
      curve: { days: ['2026-01-05'], using: [0], eligible: [1] },
      adoptions: [{ siteName: 'South School', since: '2026-01-05', abilities: ['canUpdateAdoption'] }],
    });
  });
});
