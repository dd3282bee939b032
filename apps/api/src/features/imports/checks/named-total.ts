import type { PlaceSource } from '@throughline/source-files/mapping/mapping';
import { saysItsLevel } from '@throughline/source-files/proposals/place-words';
import type { ReadTransaction } from '../../../tenancy/transaction.ts';

/** Places in use of a kind, two at most. */
const ofKind =
  'SELECT name FROM place WHERE partnership_id = $1 AND kind = $2 AND retired_at IS NULL ORDER BY id LIMIT 2';

/**
 * Names the place of a file's total by what the partnership has: "Statewide" is the only state that it knows. A total
 * that the file names stays as it is, and so does one that might be of several places.
 */
export async function withNamedTotal(tx: ReadTransaction, place: PlaceSource): Promise<PlaceSource> {
  const { total } = place;
  if (total === undefined || !(total.name === '' || saysItsLevel(total.name))) return place;
  const [only, another] = await tx.rows<{ name: string }>(ofKind, [tx.partnershipId, total.kind]);
  return only === undefined || another !== undefined ? place : { ...place, total: { ...total, name: only.name } };
}
