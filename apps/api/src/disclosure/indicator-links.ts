import {
  levelsIn,
  type LinkEvidence,
  linkIn,
  type MeasureLink,
  type SharedCell,
} from '@throughline/measurement/disclosure';
import type { MeasureLinkKind } from '@throughline/domain/vocabulary';
import type pg from 'pg';
import { stampIndicators } from './disclosure.sql.ts';
import * as sql from './indicator-links.sql.ts';

/** Indicators that are decided together, and how they stand to each other by their positions. */
export interface LinkedIndicators {
  readonly ids: readonly string[];
  readonly links: readonly MeasureLink[];
}

interface StoredLink {
  firstId: string;
  secondId: string;
  kind: MeasureLinkKind;
}

/**
 * Registers indicators that are about the same people as one whose numbers have changed; what was decided of either by
 * itself is decided anew. What a person said of two of them stands.
 */
export async function linkFound(client: pg.PoolClient, partnershipId: string, indicatorId: string): Promise<void> {
  const evidence = await client.query<LinkEvidence & { otherId: string }>(sql.findEvidence, [
    partnershipId,
    indicatorId,
  ]);
  const found = evidence.rows.flatMap((each) => {
    const kind = linkIn(each);
    const [first, second] = [indicatorId, each.otherId].sort();
    return kind === null ? [] : [{ first, second, kind }];
  });
  if (found.length > 0) {
    const added = await client.query(sql.putFound, [partnershipId, JSON.stringify(found)]);
    const ids = [indicatorId, ...found.flatMap(({ first, second }) => [first, second])];
    if (added.rowCount !== 0) await client.query(stampIndicators, [partnershipId, [...new Set(ids)]]);
  }
  await linkLevels(client, partnershipId, indicatorId);
}

/** Registers that indicators about the same people are levels of one test, where their numbers say so. */
async function linkLevels(client: pg.PoolClient, partnershipId: string, indicatorId: string): Promise<void> {
  const cells = await client.query<SharedCell>(sql.findSharedCells, [partnershipId, indicatorId]);
  const levels = levelsIn(cells.rows);
  if (!levels.includes(indicatorId)) return;
  const put = await client.query(sql.putLevels, [partnershipId, levels]);
  if (put.rowCount !== 0) await client.query(stampIndicators, [partnershipId, levels]);
}

/** An indicator and all that links lead to. */
export async function componentOf(
  client: pg.PoolClient,
  partnershipId: string,
  indicatorId: string,
): Promise<LinkedIndicators> {
  const { rows } = await client.query<{ id: string }>(sql.findComponent, [partnershipId, [indicatorId]]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 1) return { ids, links: [] };
  const links = await client.query<StoredLink>(sql.findLinks, [partnershipId, ids]);
  return { ids, links: links.rows.map((link) => asMeasureLink(link, ids)) };
}

/** A link as the engine takes it: of `within` the second lies in the first. */
export function asMeasureLink({ firstId, secondId, kind }: StoredLink, ids: readonly string[]): MeasureLink {
  const [first, second] = [ids.indexOf(firstId), ids.indexOf(secondId)];
  if (kind === 'within') return { a: second, b: first, kind };
  return { a: first, b: second, kind: kind === 'around' ? 'within' : kind };
}
