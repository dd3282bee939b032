import type { Answer } from '../../writes/outcome.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { findPlace } from './place.reads.ts';
import type { PlaceType } from './place.type.ts';

/** The place as its readers see it, read once everything is written. */
export function answerPlace(tx: WriteTransaction, id: string): Answer<PlaceType> {
  return tx.answer<PlaceType>(findPlace(tx), [tx.partnershipId, id]);
}
