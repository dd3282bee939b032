import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { type MailServer, startMailServer } from '../../../../../test/support/mail-server.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { sendMailJob } from '../../mail/mail.service.ts';
import { MemberService } from '../partnerships/member.service.ts';
import type { InviteMembersInput } from './invitee-list.inputs.ts';
import { InviteeListService } from './invitee-list.service.ts';

type Invitee = InviteMembersInput['invitees'][number];

describe.each(engines)('a list of invitees on %s', (engine) => {
  let world: World;
  let server: MailServer;
  let lists: InviteeListService;
  let count = 0;

  beforeAll(async () => {
    server = await startMailServer();
    world = await createWorld(engine, { mail: { kind: 'smtp', url: server.url } });
    lists = world.app.get(InviteeListService, { strict: false });
  });
  afterAll(async () => {
    await world.close();
    await server.shut();
  });

  const invitee = (changes: Partial<Invitee> = {}): Invitee => ({
    id: uuidv7(),
    name: 'Guest',
    email: `listed${(count += 1)}@example.org`,
    role: 'member',
    seats: [],
    ...changes,
  });
  const list = (invitees: Invitee[], organizations: InviteMembersInput['organizations'] = []) => ({
    idempotencyKey: uuidv7(),
    organizations,
    invitees,
  });
  const memberCount = async (): Promise<number> =>
    (await world.inspect<{ count: number }>('SELECT count(*)::int AS count FROM member'))[0]?.count ?? 0;

  it('brings everybody in with their organization and seats, and mails all of them: an invitation, or that they are a member', async () => {
    const library = { id: uuidv7(), name: 'Library', sector: 'community' as const };
    const seat = { id: uuidv7(), networkId: world.ids.network, role: 'chair' as const, perspective: 'family' as const };
    const ana = invitee({ name: 'Ana', newOrganizationId: library.id, seats: [seat] });
    const bo = invitee({ name: 'Bo', organizationId: world.ids.school });
    // Known at another partnership, with an address that is theirs.
    const cy = invitee({ name: 'Cy', email: 'Bystander@Valley.test' });
    const sent = list([ana, bo, cy], [library]);
    expect(await lists.invite(world.director, sent)).toBe(3);
    expect(await lists.invite(world.director, sent)).toBe(3);
    const found = await world.inspect(
      `SELECT m.name, o.name AS organization, m.account_id IS NOT NULL AS "isIn", s.role, s.perspective
       FROM member m LEFT JOIN organization o ON o.id = m.organization_id LEFT JOIN seat s ON s.member_id = m.id
       WHERE m.id = ANY($1) ORDER BY m.name`,
      [[ana.id, bo.id, cy.id]],
    );
    expect(found).toEqual([
      { name: 'Ana', organization: 'Library', isIn: false, role: 'chair', perspective: 'family' },
      { name: 'Bo', organization: 'School District', isIn: false, role: null, perspective: null },
      { name: 'Cy', organization: null, isIn: true, role: null, perspective: null },
    ]);
    await world.app.get(Jobs).runNow(sendMailJob);
    const arrived = server.arrived.map(({ to, text }) => [to?.[0]?.address, text?.includes('/join#')]);
    expect(arrived.toSorted()).toEqual([
      ['bystander@valley.test', false],
      [ana.email, true],
      [bo.email, true],
    ]);
    const history = await world.inspect<{ kind: string }>(
      `SELECT kind FROM audit WHERE item_id = ANY($1) ORDER BY kind`,
      [[ana.id, library.id, seat.id]],
    );
    expect(history.map(({ kind }) => kind)).toEqual(['member', 'organization', 'seat']);
  });

  it('names the members that it knows, ended ones too, the organizations that are meant, and where seats are', async () => {
    const members = world.app.get(MemberService, { strict: false });
    const gone = invitee({ name: 'Gone' });
    await lists.invite(world.director, list([gone]));
    await members.retire(world.director, { idempotencyKey: uuidv7(), id: gone.id, version: 1, reason: 'Moved' });
    const emails = [gone.email, 'facilitator@harbor.test', 'nobody@example.org'];
    const matches = await lists.match(world.director, { emails, organizations: ['school  DISTRICT', 'Unheard of'] });
    expect(matches.members.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { email: 'facilitator@harbor.test', name: 'facilitator', isEnded: false },
      { email: gone.email, name: 'Gone', isEnded: true },
    ]);
    expect(matches.organizations).toEqual([{ text: 'school  DISTRICT', organizationId: world.ids.school }]);
    expect(matches.places).toEqual([{ networkId: world.ids.network, tableId: null, name: 'Ready for Kindergarten' }]);
  });

  it('writes nobody when one of them cannot be written', async () => {
    const before = await memberCount();
    const twice = invitee();
    const wrong: [Invitee[], string][] = [
      [[invitee(), invitee({ email: 'facilitator@harbor.test' })], 'invitees.1.email'],
      [[twice, invitee({ email: twice.email.toUpperCase() })], 'invitees.1.email'],
      [[invitee(), invitee({ email: 'no address' })], 'invitees.1.email'],
      [[invitee(), invitee({ organizationId: uuidv7() })], 'invitees.1.organizationId'],
      [[invitee(), invitee({ newOrganizationId: uuidv7() })], 'invitees.1.newOrganizationId'],
      [
        [
          invitee({
            seats: [{ id: uuidv7(), networkId: world.ids.outsideNetwork, role: 'member', perspective: 'data' }],
          }),
        ],
        'invitees.0.seats.0.networkId',
      ],
      [[invitee({ seats: [{ id: uuidv7(), role: 'member', perspective: 'data' }] })], 'invitees.0.seats.0.networkId'],
      [
        [
          invitee({
            seats: [uuidv7(), uuidv7()].map((id) => ({
              id,
              networkId: world.ids.network,
              role: 'member',
              perspective: 'data',
            })),
          }),
        ],
        'invitees.0.seats',
      ],
      [[], 'invitees'],
    ];
    for (const [invitees, path] of wrong)
      await expect(lists.invite(world.director, list(invitees))).rejects.toMatchObject({
        extensions: { code: 'INVALID', fields: { [path]: expect.any(String) } },
      });
    expect(await memberCount()).toBe(before);
  });

  it('takes a list once when it is sent by two at the same moment', async () => {
    const people = [invitee(), invitee()];
    const other = people.map((person) => ({ ...person, id: uuidv7() }));
    const ended = await Promise.allSettled([
      lists.invite(world.director, list(people)),
      lists.invite(world.director, list(other)),
    ]);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is the director’s alone, and nobody’s of another partnership', async () => {
    for (const other of [world.member, world.facilitator, world.dataManager]) {
      await expect(lists.invite(other, list([invitee()]))).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
      await expect(lists.match(other, { emails: [], organizations: [] })).rejects.toMatchObject({
        extensions: { rule: 'NOT_ALLOWED' },
      });
    }
    const theirs = await lists.match(world.outsider, { emails: ['facilitator@harbor.test'], organizations: [] });
    expect(theirs.members).toEqual([]);
    expect(theirs.places.map(({ networkId }) => networkId)).toEqual([world.ids.outsideNetwork]);
    const here = invitee({ organizationId: world.ids.school });
    await expect(lists.invite(world.outsider, list([here]))).rejects.toMatchObject({
      extensions: { fields: { 'invitees.0.organizationId': expect.any(String) } },
    });
  });
});
