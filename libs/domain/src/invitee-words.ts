import type { MemberRole, Perspective, SeatRole } from './vocabulary.ts';

/** What a column of a list of invitees holds. */
export type InviteeColumn =
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'email'
  | 'role'
  | 'organization'
  | 'seats'
  | 'perspective';

/** Without case, accents, and what divides words: how names and words are compared. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const columnWords: Record<InviteeColumn, string> = {
  name: 'name, names, full name, first and last name, name first last, contact, contact name, participant, attendee, person, member, who, nombre, nombre completo, nombre y apellidos, persona, integrante',
  given_name: 'first name, first, given name, given, fname, nombres, nombre de pila, primer nombre',
  family_name: 'last name, last, family name, lname, surname, apellido, apellidos',
  email:
    'e mail, email, mail, e mails, emails, e mail address, email address, email addresses, work email, work e mail, email 1, contact email, address, correo, correo electronico, direccion de correo, direccion',
  role: 'role, rol, function, funcion, papel',
  organization:
    'organization, organisation, org, organization name, partner, partner organization, agency, employer, company, affiliation, workplace, school, school or organization, agencia, escuela, organizacion, entidad, institucion',
  seats:
    'workgroup, work group, committee, team, seat, seats, network, networks, table, tables, network or table, asiento, asientos, puesto, puestos, red, redes, mesa, mesas, red o mesa',
  perspective: 'perspective, perspectiva, point of view, punto de vista',
};

/** The words of each role: as the screens have them in both languages, and as people write them besides. */
const roleWords: Record<MemberRole, string> = {
  director: 'director, directora, direccion, executive director',
  data_manager: 'data manager, data mgr, data lead, data, gestion de datos, datos, gestor de datos, gestora de datos',
  facilitator: 'facilitator, facilitacion, facilitador, facilitadora',
  communications_manager: 'communications manager, communications, comunicaciones, comunicacion',
  community_engagement_manager:
    'community engagement manager, community engagement, participacion comunitaria, engagement manager',
  partner_leader:
    'partner leader, partner lead, partner, leader, liderazgo de organizacion aliada, lider, organizacion aliada',
  member: 'member, integrante, miembro',
  viewer: 'viewer, lectura, reader, read only, lector, lectora, solo lectura',
};
const seatRoleWords: Record<SeatRole, string> = {
  facilitator: 'facilitator, facilitacion, facilitador, facilitadora',
  chair: 'chair, chairperson, presidencia, presidente, presidenta, co chair',
  sponsor: 'sponsor, patrocinio, patrocinador, patrocinadora',
  member: 'member, integrante, miembro',
};
const perspectiveWords: Record<Perspective, string> = {
  practitioner: 'practitioner, profesional, practice, practica',
  leader: 'leader, liderazgo, lider',
  youth: 'youth, juventud, joven, jovenes',
  family: 'family, familia, parent, madre, padre, caregiver',
  resident: 'resident, residente, vecino, vecina',
  funder: 'funder, financiador, financiadora',
  data: 'data, datos',
};

function reader<W extends string>(words: Record<W, string>): (text: string) => W | null {
  const byWord = new Map<string, W>();
  for (const [word, list] of Object.entries<string>(words))
    for (const each of [word, ...list.split(', ')]) byWord.set(plainWord(each), word as W);
  return (text) => byWord.get(plainWord(text)) ?? null;
}

/** Which column a header names. */
export const readColumn = reader(columnWords);
/** Which role a word names, in English or Spanish. */
export const readRole = reader(roleWords);
/** Which role of a seat a word names. */
export const readSeatRole = reader(seatRoleWords);
/** Which perspective a word names. */
export const readPerspective = reader(perspectiveWords);
