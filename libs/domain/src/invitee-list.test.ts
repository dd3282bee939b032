import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmail } from './email.ts';
import { findNamed, inviteeFaults, nameFromEmail, readInvitees } from './invitee-list.ts';
import type { ReadInvitee } from './invitee-rows.ts';
import { type MemberRole, memberRoles, type SeatRole, seatRoles } from './vocabulary.ts';

const names = (text: string): string[] => readInvitees(text).invitees.map(({ name, email }) => `${name} <${email}>`);

describe('a pasted list of addresses', () => {
  it.each([
    ['one a line', 'Ana Díaz <ana@x.org>\nBo <Bo@X.org>\n'],
    ['with commas', 'Ana Díaz <ana@x.org>, Bo <bo@x.org>'],
    ['with semicolons and names turned round', '"Díaz, Ana" <ana@x.org>; Bo <bo@x.org>;'],
    ['turned round without quotation marks', 'Díaz, Ana <ana@x.org>; Bo <bo@x.org>'],
    ['with the name behind', 'ana@x.org (Ana Díaz)\r\nmailto:bo@x.org (Bo)'],
  ])('is read %s', (_how, text) => {
    expect(names(text)).toEqual(['Ana Díaz <ana@x.org>', 'Bo <bo@x.org>']);
  });

  it('is read without names', () => {
    expect(names('ana@x.org, bo@x.org\ncy@x.org')).toEqual([' <ana@x.org>', ' <bo@x.org>', ' <cy@x.org>']);
  });
});

describe('rows of a spreadsheet', () => {
  it('are read by their header, in any order, in both languages, and say what was ignored', () => {
    const english =
      'E-mail\tShoe size\tFull name\tRole\tOrganization\tNetwork\nana@x.org\t38\tAna Díaz\tFacilitator\tClinic\tReading (chair); Data table';
    const spanish =
      'Rol\tNombre\tApellidos\tCorreo electrónico\tOrganización\tRed\nFacilitación\tAna\tDíaz\tana@x.org\tClinic\tReading (Presidencia); Data table';
    const ana: ReadInvitee = {
      name: 'Ana Díaz',
      email: 'ana@x.org',
      role: 'facilitator',
      unreadRole: '',
      organization: 'Clinic',
      seats: [
        { place: 'Reading', role: 'chair' },
        { place: 'Data table', role: null },
      ],
      perspective: null,
    };
    expect(readInvitees(english)).toEqual({ invitees: [ana], ignored: ['Shoe size'], unread: [] });
    expect(readInvitees(spanish)).toEqual({ invitees: [ana], ignored: [], unread: [] });
  });

  it('are read without a header by what stands in them', () => {
    const { invitees } = readInvitees('Member\tana@x.org\tAna\tClinic\tReading (2026)\nviewer\tbo@x.org\tBo\t\t');
    expect(invitees).toMatchObject([
      { name: 'Ana', role: 'member', organization: 'Clinic', seats: [{ place: 'Reading (2026)', role: null }] },
      { name: 'Bo', role: 'viewer', organization: '', seats: [] },
    ]);
  });

  it('are read with commas, with the name in the address, and with a word that is no role', () => {
    const { invitees } = readInvitees('Ana Díaz <ana@x.org>, facilitator, Clinic\nBo <bo@x.org>, wizard,');
    expect(invitees).toMatchObject([
      { name: 'Ana Díaz', role: 'facilitator', organization: 'Clinic' },
      { name: 'Bo', role: null, unreadRole: 'wizard' },
    ]);
  });
});

describe('whatever is written into a spreadsheet', () => {
  const cell = fc.stringMatching(/^[\p{L}][\p{L} '.,"-]{0,20}$/u).map((text) => text.trim());
  const email = fc.stringMatching(/^[a-z][a-z0-9]{0,8}@[a-z]{1,8}\.org$/);
  const role = fc.constantFrom<MemberRole>(...memberRoles);
  const seat = fc.record({
    place: fc.stringMatching(/^[A-Z][a-z]{1,9}( [a-z]{1,9})?$/),
    role: fc.option(fc.constantFrom<SeatRole>(...seatRoles)),
  });
  const person = fc.record({
    given: fc.stringMatching(/^[A-Z][a-zé]{1,9}$/),
    email,
    role,
    organization: cell,
    seats: fc.array(seat, { maxLength: 3 }),
  });
  const quote = (text: string): string => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 20 }), (people) => {
        const rows = people.map(({ given, email: address, role: word, organization, seats }) =>
          [
            given,
            address,
            word.replaceAll('_', ' '),
            organization,
            seats.map((each) => each.place + (each.role ? ` (${each.role})` : '')).join('; '),
          ]
            .map(quote)
            .join('\t'),
        );
        const { invitees } = readInvitees(['Name\tE-mail\tRole\tOrganization\tSeats', ...rows].join('\r\n'));
        expect(invitees).toEqual(
          people.map(({ given, organization, ...rest }) => ({
            ...rest,
            name: given,
            organization: organization.replaceAll(/\s+/g, ' '),
            unreadRole: '',
            perspective: null,
          })),
        );
      }),
    );
  });

  it('never fails, and never makes more people than there are lines or addresses', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '@', '<', '>', '"', ',', ';', '\t', '\n', '(', ')', ' ', '.') }),
        (text) => {
          const { invitees } = readInvitees(text);
          const most = Math.max(text.split('\n').length, text.split('@').length);
          expect(invitees.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

describe('what is wrong with invitees', () => {
  it('is named, the first of two with one address being right', () => {
    const people = ['', 'wrong', 'here@x.org', 'Gone@x.org', 'a@x.org', 'A@x.org'].map((email) => ({
      name: 'N',
      email,
    }));
    const members = [
      { email: 'here@x.org', isEnded: false },
      { email: 'gone@x.org', isEnded: true },
    ];
    expect(inviteeFaults([...people, { name: ' ', email: 'b@x.org' }], members)).toEqual([
      'email_missing',
      'email_wrong',
      'member',
      'ended',
      null,
      'repeated',
      'name_missing',
    ]);
  });

  it('leaves nobody in who shares an address or has none', () => {
    const email = fc.oneof(fc.constantFrom('a@x.org', 'B@x.org', 'b@x.org'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), email })), (people) => {
        const faults = inviteeFaults(people, []);
        const right = people
          .filter((_person, at) => faults[at] === null)
          .map((each) => each.email.trim().toLowerCase());
        expect(new Set(right).size).toBe(right.length);
        expect(right.every(isEmail)).toBe(true);
      }),
    );
  });
});

it('an e-mail address makes a name', () => {
  expect(['ana.diaz@x.org', 'bo2+list@x.org', '@'].map(nameFromEmail)).toEqual(['Ana Diaz', 'Bo', '']);
});

it('a name is found whatever its case and accents, and not where two are alike', () => {
  const rows = [{ name: 'Clínica del Río' }, { name: 'Library' }, { name: 'library' }];
  expect(findNamed(rows, 'clinica  DEL rio')).toBe(rows[0]);
  expect(findNamed(rows, 'LIBRARY')).toBeNull();
  expect(findNamed(rows, 'library')).toBe(rows[2]);
});

describe('a list as it lies around', () => {
  const readWhole = (text: string) => {
    const { invitees, unread } = readInvitees(text);
    return { people: invitees.map(({ name, email }) => `${name} <${email}>`), unread };
  };

  it('is found under a title, above a total, by a header of other words', () => {
    const text = [
      'Contact list – updated 11/20/2026\t\t\t\t',
      '\t\t\t\t',
      'First Name\tLast Name\tTitle\tAgency\tEmail Address',
      'María José\tde la Cruz\tPrincipal\tUnified District No. 7\tMJ@X.org',
      'Robert\tSmith, Jr.\tCase Mgr\t"Health First, LLC"\tbob+list@x.org ',
      'Nobody\tYet\t\t\t',
      'TOTAL\t3\t\t\t',
    ].join('\n');
    const { invitees, ignored, unread } = readInvitees(text);
    expect(invitees).toMatchObject([
      { name: 'María José de la Cruz', email: 'mj@x.org', organization: 'Unified District No. 7', seats: [] },
      { name: 'Robert Smith, Jr.', email: 'bob+list@x.org', organization: 'Health First, LLC' },
      { name: 'Nobody Yet', email: '' },
    ]);
    expect(ignored).toEqual(['Title']);
    expect(unread).toEqual(['Contact list – updated 11/20/2026', 'TOTAL 3']);
  });

  it("is found in a mail's line, whatever else stands there, and nobody of it is lost", () => {
    const text =
      'To: "Okafor, Chidi" <chidi@x.org>; Lê Hồng <hong@x.org>; \'Elsa Where\' <Elsa@X.org>, mailto:ray@x.org; ' +
      'Dr. Ana Ruiz (Clinic) <ana@x.org>; محمد علي <m.ali@x.org>; Zoë 🌻 Baker <zoe@x.org>; tom@nowhere; "Undisclosed recipients:;"';
    expect(readWhole(text)).toEqual({
      people: [
        'Chidi Okafor <chidi@x.org>',
        'Lê Hồng <hong@x.org>',
        'Elsa Where <elsa@x.org>',
        ' <ray@x.org>',
        'Dr. Ana Ruiz (Clinic) <ana@x.org>',
        'محمد علي <m.ali@x.org>',
        'Zoë 🌻 Baker <zoe@x.org>',
        ' <tom@nowhere>',
      ],
      unread: ['"Undisclosed recipients:;"'],
    });
  });

  it('is found in a table of a document, with bullets, numbers, and rows of other shapes', () => {
    const text = [
      '•\tGrace Hopper\t<grace@x.org>\tFacilitator\u00A0\tReadiness',
      '•\tPat Lee – pat@x.org\tpartner lead\tYMCA',
      '•\tlinda@x.org (Linda Lou)\tpartner leader\tYMCA',
      '1.\tTam O’Shanter\ttam@x.org\tData Mgr\tFoundation',
      '4. Luz Vega luz@x.org; member; PTA',
    ].join('\n');
    expect(readInvitees(text).invitees).toMatchObject([
      { name: 'Grace Hopper', email: 'grace@x.org', role: 'facilitator' },
      { name: 'Pat Lee', email: 'pat@x.org', role: 'partner_leader', organization: 'YMCA' },
      { name: 'Linda Lou', email: 'linda@x.org', role: 'partner_leader', organization: 'YMCA' },
      { name: 'Tam O’Shanter', email: 'tam@x.org', role: 'data_manager', organization: 'Foundation' },
      { name: 'Luz Vega', email: 'luz@x.org', role: 'member', organization: 'PTA' },
    ]);
  });

  it('is found under a header whose first column only counts', () => {
    const { invitees } = readInvitees('#\tContact\tWork email\n1\tAna\tana@x.org\n2\tBo\tbo@x.org');
    expect(invitees).toMatchObject([{ name: 'Ana' }, { name: 'Bo' }]);
  });

  it('keeps names that have a comma', () => {
    expect(names('Smith, Jr., Robert <r@x.org>\nAna Díaz, PhD <a@x.org>\nJane Doe, M.D. <j@x.org>')).toEqual([
      'Robert Smith, Jr. <r@x.org>',
      'Ana Díaz, PhD <a@x.org>',
      'Jane Doe, M.D. <j@x.org>',
    ]);
  });

  it('has every address of the text among its people, however it is written', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,7}$/);
    const email = fc.stringMatching(/^[a-z]{2,8}@[a-z]{2,8}\.org$/);
    const one = fc
      .tuple(word, word, email, fc.constantFrom('Member', 'Clinic', ''))
      .chain(([given, family, at, more]) =>
        fc
          .constantFrom(
            `${given} ${family} <${at}>`,
            `"${family}, ${given}" <${at}>`,
            `${at} (${given} ${family})`,
            `• ${given} ${family} – ${at}`,
            `${given} ${family}\t${at}\t${more}`,
            `${given}\t${family}\t${at}`,
            `${at}; ${more}`,
            `mailto:${at}`,
          )
          .map((line) => ({ line, at })),
      );
    const lines = fc.array(one, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.constantFrom('', 'The list of May\n', 'Name\tEmail\tRole\n'), (people, top) => {
        const { invitees } = readInvitees(top + people.map(({ line }) => line).join('\n'));
        const read = invitees.map((each) => each.email);
        expect(read).toEqual(people.map(({ at }) => at));
      }),
    );
  });
});
