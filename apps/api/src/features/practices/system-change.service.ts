import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Escalation } from '../escalations/escalation.entity.ts';
import { Network } from '../networks/network.entity.ts';
import { Practice } from './practice.entity.ts';
import { type SystemChangeRow, systemChangesFrom } from './practice.reads.ts';
import { threadSystemChange } from './practice.thread.ts';
import { viewSystemChange } from './practice.views.ts';
import { SystemChange } from './system-change.entity.ts';
import {
  type EditSystemChangeInput,
  editSystemChange,
  type RecordSystemChangeInput,
  recordSystemChange,
} from './system-change.inputs.ts';
import type { SystemChangeType } from './system-change.type.ts';

/** Which system changes a list holds; null stands for all. */
export interface SystemChangeFilter {
  networkId: string | null;
  practiceId: string | null;
}

/** What changed in a system: scale upward, where adoptions are spread sideways. */
@Injectable()
export class SystemChangeService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Records a system change, as what became of a practice, of an escalation, of both or by itself. */
  async record(viewer: Viewer, input: RecordSystemChangeInput): Promise<SystemChangeType> {
    const { escalationId, ...values } = parseInput(recordSystemChange, input);
    const whole = { ...values, escalationId };
    const request = { operation: 'recordSystemChange', idempotencyKey: input.idempotencyKey, input: whole };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canRecordSystemChange', { networkId: network.id, parentNetworkId: network.parentId });
      await originsOf(tx, network.id, values.practiceId, escalationId);
      const change = await tx.insert(SystemChange, values, { verb: 'record' });
      threadSystemChange(tx, change);
      tx.link(values.practiceId, change.id, 'became');
      tx.link(escalationId, change.id, 'became');
      return viewSystemChange(viewer, await findSystemChange(tx, change.id));
    });
  }

  /** Changes what is written of a system change. */
  async edit(viewer: Viewer, input: EditSystemChangeInput): Promise<SystemChangeType> {
    const changes = parseInput(editSystemChange, input);
    const request = { operation: 'editSystemChange', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await findSystemChange(tx, input.id);
      demand(viewer, 'canRecordSystemChange', before);
      const change = await tx.update<SystemChange>(SystemChange, before, input.version, changes);
      threadSystemChange(tx, change);
      return viewSystemChange(viewer, { ...before, ...change });
    });
  }

  /** System changes, the latest first; 2 statements. */
  async page(
    viewer: Viewer,
    { networkId, practiceId }: SystemChangeFilter,
    first: number,
    after: string | null,
  ): Promise<Page<SystemChangeType>> {
    const size = pageSize(first);
    const [on, id] = after === null ? [null, null] : fromCursor(after, 2);
    const scope = [viewer.partnershipId, networkId, practiceId];
    const wanted = `c.partnership_id = $1 AND ($2::uuid IS NULL OR c.network_id = $2) AND ($3::uuid IS NULL OR c.practice_id = $3)`;
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<SystemChangeRow>(
          `${systemChangesFrom(tx)} WHERE ${wanted} AND ($4::date IS NULL OR (c."on", c.id) < ($4, $5::uuid))
           ORDER BY c."on" DESC, c.id DESC LIMIT $6`,
          [...scope, on, id, size + 1],
        ),
        tx.one<{ count: number }>(`SELECT count(*)::int AS count FROM system_change c WHERE ${wanted}`, scope),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.on, row.id]);
      return { ...page, nodes: page.nodes.map((row) => viewSystemChange(viewer, row)) };
    });
  }
}

async function originsOf(
  tx: WriteTransaction,
  networkId: string,
  practiceId: string | null,
  escalationId: string | null,
): Promise<void> {
  const [practice, escalation] = await Promise.all([
    practiceId ? tx.find(Practice, practiceId) : null,
    escalationId ? tx.find(Escalation, escalationId) : null,
  ]);
  if (practice && practice.networkId !== networkId) {
    throw new Invalid({ practiceId: 'This practice belongs to another network. Choose one of this network.' });
  }
  if (escalation && escalation.networkId !== networkId) {
    throw new Invalid({ escalationId: 'This ask was raised by another network. Choose one of this network.' });
  }
}

async function findSystemChange(tx: ReadTransaction, id: string): Promise<SystemChangeRow> {
  const row = await tx.one<SystemChangeRow>(`${systemChangesFrom(tx)} WHERE c.partnership_id = $1 AND c.id = $2`, [
    tx.partnershipId,
    id,
  ]);
  if (!row) throw new NotFound();
  return row;
}
