import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { AuditHead } from '../../audit/audit-chain.ts';
import { AuditSealer } from '../../audit/audit-sealer.ts';
import { AuditVerifier } from '../../audit/audit-verifier.ts';
import { Database } from '../../database/database.ts';
import { csvLine, csvMark } from '../../kernel/csv.ts';
import { NotFound } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import type { PageRequest } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type AuditFilter, auditList, auditRows, filterValues } from './audit.reads.ts';
import type { AuditEntryType } from './audit.type.ts';

interface AuditRow extends Omit<AuditEntryType, 'changes'> {
  changes: Record<string, unknown>;
  sealHash: string | null;
  atKey?: string;
}

const csvHead = [
  'at',
  'who',
  'member_id',
  'by_link',
  'verb',
  'kind',
  'item_id',
  'title',
  'reason',
  'changes',
  'seal_number',
  'seal_hash',
];
const rowsAtOnce = 1_000;
/** How much of a changed text is shown. */
const mostShown = 500;

/** Reads who did what in the partnership, for its director. */
@Injectable()
export class AuditService {
  readonly #list: ReturnType<typeof auditList>;
  readonly #rows: string;

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(AuditVerifier) private readonly verifier: AuditVerifier,
    @Inject(Database) database: Database,
  ) {
    this.#list = auditList(database.dataSource);
    this.#rows = auditRows(this.#list);
  }

  /** The latest entries first; 2 statements. */
  async page(viewer: Viewer, filter: AuditFilter, request: PageRequest): Promise<Page<AuditEntryType>> {
    demand(viewer, 'canReadAudit');
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<AuditRow>(this.#list, filterValues(tx.partnershipId, filter), request),
    );
    return { ...page, nodes: page.nodes.map((row) => ({ ...row, changes: fieldChanges(row.changes) })) };
  }

  /** The same entries as CSV from the oldest on, piece by piece. A refusal comes before any of it. */
  csv(viewer: Viewer, filter: AuditFilter): AsyncIterable<string> {
    demand(viewer, 'canReadAudit');
    const read = (after: AuditRow | null): Promise<AuditRow[]> =>
      this.tenancy.read(viewer, (tx) =>
        tx.rows<AuditRow>(this.#rows, [
          ...filterValues(tx.partnershipId, filter),
          after?.atKey ?? null,
          after?.id ?? null,
          rowsAtOnce,
        ]),
      );
    return (async function* () {
      yield csvMark + csvLine(csvHead);
      for (let rows = await read(null); rows.length > 0; rows = await read(rows.at(-1) ?? null)) {
        yield rows.map(csvRow).join('');
        if (rows.length < rowsAtOnce) break;
      }
    })();
  }

  /** The signed end of the chain, to be kept elsewhere; what was written until now is sealed first. */
  async head(viewer: Viewer): Promise<AuditHead> {
    demand(viewer, 'canReadAudit');
    await this.sealer.seal(viewer.partnershipId);
    const head = await this.verifier.head(viewer.partnershipId);
    if (!head) throw new NotFound();
    return head;
  }
}

function csvRow(row: AuditRow): string {
  return csvLine([
    row.at.toISOString(),
    row.memberName,
    row.memberId,
    row.isByLink,
    row.verb,
    row.kind,
    row.itemId,
    row.title,
    row.reason,
    JSON.stringify(row.changes),
    row.sealNumber,
    row.sealHash,
  ]);
}

function fieldChanges(changes: Record<string, unknown>): AuditEntryType['changes'] {
  return Object.entries(changes).map(([field, pair]) => {
    const [before, after] = Array.isArray(pair) ? (pair as unknown[]) : [null, pair];
    return { field, before: asText(before), after: asText(after) };
  });
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, mostShown);
}
