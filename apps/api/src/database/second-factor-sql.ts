import { rolesWithSecondFactor } from '@throughline/domain/second-factor';
import { isOneOf } from './words-sql.ts';

/** Whether the partnership asks the member for a second factor, whatever the account has; by the tables' aliases. */
export const askedForSecondFactor = (partnership: string, member: string): string =>
  `(${partnership}.requires_second_factor AND ${isOneOf(`${member}.role`, rolesWithSecondFactor)})`;
