import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Tenancy } from '../tenancy/tenancy.ts';

/** One change, as the stream carries it: what it was, never what it holds. */
export interface Notice {
  /** `<transaction>.<number>`; give it back to read on from here. */
  seq: string;
  kind: string;
  id: string;
  version: number;
}

/** A notice as it is read. */
export interface ReadNotice extends Notice {
  /** False while a transaction that began earlier still runs: its notices would come before this one. */
  isResumable: boolean;
}

/** Most notices that one reading answers. */
export const mostNotices = 500;

const after = `
SELECT tx || '.' || seq AS seq, kind, item_id AS id, version,
  tx < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint AS "isResumable"
FROM outbox WHERE partnership_id = $1 AND (tx, seq) > ($2::bigint, $3::bigint)
ORDER BY tx, outbox.seq LIMIT ${mostNotices}`;
/**
 * A page asks for what it shows before its stream is open, on a slow phone by several seconds. What changed in between
 * must reach it, so a stream that resumes nothing begins this long ago; what the page has already costs it one refetch.
 */
const overlap = '60 seconds';

const overlapping = `
SELECT coalesce((SELECT tx || '.' || seq FROM outbox WHERE partnership_id = $1 AND at < moment() - interval '${overlap}'
  AND tx < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint ORDER BY tx DESC, outbox.seq DESC LIMIT 1), '0.0') AS seq`;

/**
 * Reads the outbox in an order that skips nothing, even when a slow transaction commits after a faster one: only what is
 * resumable may become a cursor. What is not can be shown at once all the same, so that nobody waits for a long import.
 */
@Injectable()
export class OutboxReader {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** Notices after a cursor, oldest first, at most {@link mostNotices}. */
  after(viewer: Viewer, cursor: string): Promise<ReadNotice[]> {
    const [tx, seq] = cursor.split('.');
    return this.tenancy.read(viewer, (read) => read.rows<ReadNotice>(after, [viewer.partnershipId, tx, seq]));
  }

  /** The cursor of a stream that begins: a little before now, so that it overlaps with what its page has asked for. */
  async beginning(viewer: Viewer): Promise<string> {
    const row = await this.tenancy.read(viewer, (read) =>
      read.one<{ seq: string }>(overlapping, [viewer.partnershipId]),
    );
    return row?.seq ?? '0.0';
  }
}

/** True for a cursor that this reader gave out. */
export function isCursor(text: unknown): text is string {
  return typeof text === 'string' && /^\d{1,18}\.\d{1,18}$/.test(text);
}
