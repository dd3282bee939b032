import { refusal } from '@throughline/domain/refusals/refusal';
import { openImportStates } from '@throughline/domain/lifecycles/import';
import { isOneOf } from '../../../database/words-sql.ts';
import { Refused } from '../../../kernel/errors.ts';
import type { WriteTransaction } from '../../../writes/write-transaction.ts';

/** Before a file is committed or set aside. */
export const isOpen = (state: string): string => isOneOf(state, openImportStates);

const findOpen = `
SELECT EXISTS (SELECT FROM import m WHERE m.partnership_id = $1 AND m.source_id = $2 AND ${isOpen('m.state')}) AS "isOpen"`;

/**
 * Takes the turn of a source for one more of its files: two people who renew it at the same moment get one new file.
 * @throws Refused RENEWAL_OPEN while another file of it waits
 */
export async function beginRenewal(tx: WriteTransaction, sourceId: string): Promise<void> {
  await tx.turn(`renewal ${sourceId}`);
  const found = await tx.one<{ isOpen: boolean }>(findOpen, [tx.partnershipId, sourceId]);
  if (found?.isOpen) throw new Refused(refusal('RENEWAL_OPEN'));
}
