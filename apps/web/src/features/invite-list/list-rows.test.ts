import { readPerspective, readRole, readSeatRole } from '@throughline/domain/invitee-words';
import { memberRoles, perspectives, seatRoles } from '@throughline/domain/vocabulary';
import { expect, it } from 'vitest';
import english from '../../shared/words/en.json' with { type: 'json' };
import spanish from '../../shared/words/es.json' with { type: 'json' };
import { blankList, inputOf, type ListWords, readList, stateOf, unknownNames } from './list-rows.ts';
import type { Matches } from './operations.ts';

const matches: Matches = {
  members: [{ email: 'dana@x.org', name: 'Dana', isEnded: false }],
  organizations: [{ text: 'clinic', organizationId: 'o1' }],
  places: [
    { networkId: 'n1', tableId: null, name: 'Reading' },
    { networkId: null, tableId: 't1', name: 'Data table' },
  ],
};
const listOf = (text: string, changes: Partial<ListWords> = {}): ListWords => ({
  ...blankList,
  text,
  ...readList(text),
  ...changes,
});
const idOf = (name: string): string => `id of ${name}`;

it.each([english, spanish])('every word that a screen has for a role or a perspective is read as that', (words) => {
  for (const role of memberRoles) expect([role, readRole(words.member_role[role])]).toEqual([role, role]);
  for (const role of seatRoles) expect([role, readSeatRole(words.seat_role[role])]).toEqual([role, role]);
  for (const one of perspectives) expect([one, readPerspective(words.perspective[one])]).toEqual([one, one]);
});

it('a list waits for what nobody knows, and leaves out who is a member already', () => {
  const text =
    'Ana\tana@x.org\tmember\tLibrary\tReading (chair); Choir\nBo\tbo@x\tviewer\tclinic\t\nDana\tdana@x.org\tviewer\t\t';
  const words = listOf(text);
  expect(stateOf(words, matches)).toMatchObject({
    faults: [null, 'email_wrong', 'member'],
    toCorrect: 1,
    toDecide: 2,
  });
  expect(unknownNames(words, matches)).toEqual({ organizations: ['Library'], places: ['Choir'] });
});

it('what was chosen for a name holds for every line that has it', () => {
  const text = 'Ana\tana@x.org\tmember\tLibrary\tReading (chair); Choir\n\tbo@x.org\tviewer\tclinic\tdata TABLE';
  const words = listOf(text, { organizations: { Library: 'add:community' }, places: { Choir: 'none' } });
  expect(stateOf(words, matches).toDecide).toBe(0);
  expect(inputOf(words, matches, idOf)).toMatchObject({
    organizations: [{ id: 'id of organization Library', name: 'Library', sector: 'community' }],
    invitees: [
      {
        name: 'Ana',
        organizationId: null,
        newOrganizationId: 'id of organization Library',
        seats: [{ networkId: 'n1', tableId: null, role: 'chair' }],
      },
      {
        name: 'Bo',
        organizationId: 'o1',
        newOrganizationId: null,
        seats: [{ networkId: null, tableId: 't1', role: 'member' }],
      },
    ],
  });
});

it('one place is given once, however often its name stands in a line', () => {
  const words = listOf('Ana\tana@x.org\tmember\tclinic\tReading; reading (chair); Lesen', { places: { Lesen: 'n1' } });
  expect(inputOf(words, matches, idOf).invitees[0]?.seats).toHaveLength(1);
});

it('two spellings of a new organization become one, and wait while neither is decided', () => {
  const text = 'Ana\tana@x.org\tmember\tDistrict No. 7\nBo\tbo@x.org\tmember\tDistrict #7';
  const same = { 'District #7': 'same:District No. 7' };
  expect(stateOf(listOf(text, { organizations: same }), matches).toDecide).toBe(2);
  const words = listOf(text, { organizations: { ...same, 'District No. 7': 'add:k12' } });
  expect(stateOf(words, matches).toDecide).toBe(0);
  const { organizations, invitees } = inputOf(words, matches, idOf);
  expect(organizations).toEqual([{ id: 'id of organization District No. 7', name: 'District No. 7', sector: 'k12' }]);
  expect(invitees.map((each) => each.newOrganizationId)).toEqual(organizations.flatMap(({ id }) => [id, id]));
});

it('what names nobody is told, and nobody of the list is missing', () => {
  const words = listOf('Our coalition, May\nName\tEmail\nAna\tana@x.org\nTOTAL\t1');
  expect(words.rows.map(({ email }) => email)).toEqual(['ana@x.org']);
  expect(words.unread).toEqual(['Our coalition, May', 'TOTAL 1']);
});
