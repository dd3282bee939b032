import { Injectable } from '@nestjs/common';
import type { WriteTransaction } from '../writes/write-transaction.ts';

/** Which observations a decision is for; nothing named: all of the partnership. */
export interface DisclosureScope {
  /** The rows that an import wrote. */
  importId?: string;
  /** All rows of these indicators. */
  indicatorIds?: readonly string[];
}

/**
 * The rule, once: a value about 1 to minimum−1 people is hidden (NCES 2011-603; 34 CFR 99.31(b)(1)). An unknown
 * denominator says nothing about how few they are, and a denominator of zero is about nobody.
 */
const decision = `(o.denominator IS NOT NULL AND o.denominator > 0 AND o.denominator < p.minimum_cell)`;

const decide = (scope: string): string => `
WITH decided AS (
  UPDATE observation o SET hidden = ${decision}
  FROM partnership p
  WHERE p.id = $1 AND o.partnership_id = $1 AND o.hidden IS DISTINCT FROM ${decision} ${scope}
  RETURNING o.indicator_id)
SELECT count(*) AS rows FROM decided`;

const statements = {
  all: decide(''),
  import: decide('AND o.import_id = $2::uuid'),
  indicators: decide('AND o.indicator_id = ANY($2::uuid[])'),
} as const;

/**
 * The one place that decides which observations are hidden. Numbers leave only through the view
 * `released_observation`, which blanks what was decided here.
 */
@Injectable()
export class DisclosureService {
  /**
   * Decides again, in the transaction of what changed the numbers or the minimum: after an import, an entry, an undo,
   * and when the partnership changes its minimum. One statement. Answers how many rows changed sides.
   */
  async redecide(tx: WriteTransaction, scope: DisclosureScope = {}): Promise<number> {
    const changed = await this.#decide(tx, scope);
    return changed?.rows ?? 0;
  }

  #decide(tx: WriteTransaction, scope: DisclosureScope): Promise<{ rows: number } | null> {
    if (scope.importId) return tx.one(statements.import, [tx.partnershipId, scope.importId]);
    if (scope.indicatorIds) return tx.one(statements.indicators, [tx.partnershipId, scope.indicatorIds]);
    return tx.one(statements.all, [tx.partnershipId]);
  }
}
