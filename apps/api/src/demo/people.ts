import type { MemberRole } from '@throughline/domain/vocabulary';
import { demoDomain } from '../accounts/demo-accounts.ts';

/** Somebody whom a visitor of the demo can sign in as. */
export interface DemoPerson {
  name: string;
  role: MemberRole;
  organization: string;
  email: string;
  password: string;
  partnership: string;
}

const password = 'throughline-demo';
const harbor = 'Harbor Cradle to Career';
const person = (name: string, role: MemberRole, organization: string, partnership = harbor): DemoPerson => ({
  name,
  role,
  organization,
  email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${demoDomain}`,
  password,
  partnership,
});

/** The demo's sign-ins: one for each way of using the product, and one outsider. */
export const demoPeople: DemoPerson[] = [
  person('Dana Whitfield', 'director', 'Harbor Backbone'),
  person('Marcus Oyelaran', 'data_manager', 'Harbor Backbone'),
  person('Rosa Delgado', 'facilitator', 'Harbor Backbone'),
  person('Tamika Brooks', 'member', 'East Side Early Learning'),
  person('Luis Ferreira', 'member', 'Harbor Public Library'),
  person('Ellen Kowalski', 'partner_leader', 'Harbor City Schools'),
  person('Samir Patel', 'partner_leader', 'Harbor Community Health'),
  person('Nora Lindqvist', 'director', 'Valley Backbone', 'Valley Learning Partnership'),
];
