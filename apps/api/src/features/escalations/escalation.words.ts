import { refusal } from '@throughline/domain/refusals/refusal';
import { Invalid } from '../../kernel/errors.ts';
import type { Escalation } from './escalation.entity.ts';

const fields = [
  'kind',
  'category',
  'title',
  'description',
  'ask',
  'respondBy',
  'toOrganizationId',
  'toTableId',
] as const;

/** What a wording of an ask is made of. */
export type EscalationWords = Pick<Escalation, (typeof fields)[number]>;
/** Whom an ask is addressed to: one of the two. */
export type Addressee = Pick<Escalation, 'toOrganizationId' | 'toTableId'>;

/** The words of a row. */
export const wordsOf = (row: EscalationWords): EscalationWords =>
  Object.fromEntries(fields.map((field) => [field, row[field]])) as unknown as EscalationWords;

/** The words with changes; whoever names one addressee takes the other away. */
export function changedWords(before: EscalationWords, changes: Partial<EscalationWords>): EscalationWords {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const instead = {
    ...(changes.toOrganizationId && changes.toTableId === undefined && { toTableId: null }),
    ...(changes.toTableId && changes.toOrganizationId === undefined && { toOrganizationId: null }),
  };
  return wordsOf({ ...before, ...given, ...instead });
}

/** Whether two wordings say the same. */
export const saysTheSame = (one: EscalationWords, other: EscalationWords): boolean =>
  fields.every((field) => one[field] === other[field]);

/** Whether two wordings are addressed to the same. */
export const isAddressedAlike = (one: Addressee, other: Addressee): boolean =>
  one.toOrganizationId === other.toOrganizationId && one.toTableId === other.toTableId;

/** @throws Invalid for none, and for two */
export function demandOneAddressee({ toOrganizationId, toTableId }: Addressee): void {
  if ((toOrganizationId === null) !== (toTableId === null)) return;
  throw new Invalid({ toOrganizationId: refusal('ONE_TARGET') });
}

/** @throws Invalid for a day that leaves no time to answer */
export function demandTimeToAnswer(respondBy: string, today: string): void {
  if (respondBy > today) return;
  throw new Invalid({ respondBy: refusal('NO_TIME_TO_ANSWER') });
}
