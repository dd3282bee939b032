import type { StoryOrganization, StoryPerson } from './story-types.ts';

/** Organizations and people of the demo are invented; its indicator files are real and public. */
export const organizations: StoryOrganization[] = [
  { key: 'schools', name: 'Harbor City Schools', sector: 'k12' },
  { key: 'health', name: 'Harbor Community Health', sector: 'health' },
  { key: 'early', name: 'East Side Early Learning', sector: 'early_childhood' },
  { key: 'library', name: 'Harbor Public Library', sector: 'community' },
  { key: 'fund', name: 'Harbor Community Fund', sector: 'philanthropy' },
  { key: 'college', name: 'Sound Community College', sector: 'higher_education' },
  { key: 'chamber', name: 'Harbor Chamber of Commerce', sector: 'business' },
  { key: 'city', name: 'City Office of Children and Youth', sector: 'government' },
];

/** Members besides the director; those whom the sign-in page offers have the same names in people.ts. */
export const people: StoryPerson[] = [
  { key: 'marcus', name: 'Marcus Oyelaran', role: 'data_manager', organization: 'backbone' },
  { key: 'rosa', name: 'Rosa Delgado', role: 'facilitator', organization: 'backbone' },
  { key: 'tamika', name: 'Tamika Brooks', role: 'member', organization: 'early' },
  { key: 'luis', name: 'Luis Ferreira', role: 'member', organization: 'library' },
  { key: 'ellen', name: 'Ellen Kowalski', role: 'partner_leader', organization: 'schools' },
  { key: 'samir', name: 'Samir Patel', role: 'partner_leader', organization: 'health' },
  { key: 'grace', name: 'Grace Amankwah', role: 'member', organization: 'early' },
  { key: 'keisha', name: 'Keisha Morgan', role: 'member', organization: 'schools' },
  { key: 'joao', name: 'João Batista', role: 'member', organization: 'health' },
  { key: 'helen', name: 'Helen Okafor', role: 'partner_leader', organization: 'fund' },
  { key: 'peter', name: 'Peter Lindgren', role: 'member', organization: 'college' },
  { key: 'ana', name: 'Ana Guzmán', role: 'community_engagement_manager', organization: 'backbone' },
];

export const sites = [
  { name: 'Barnum Street Preschool', organization: 'early' },
  { name: 'Seaview Early Learning Center', organization: 'early' },
  { name: 'Maplewood Family Center', organization: 'early' },
  { name: 'North End Branch Library', organization: 'library' },
  { name: 'East Side Branch Library', organization: 'library' },
  { name: 'Columbus Elementary Pre-K', organization: 'schools' },
  { name: 'Beardsley Elementary Pre-K', organization: 'schools' },
  { name: 'Hallen Elementary Pre-K', organization: 'schools' },
  { name: 'Harbor Community Health, Main Street', organization: 'health' },
];
