import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { latestSystemChanges, systemChangeById, type SystemChangeRow } from './practice.reads.ts';
import { viewSystemChange } from './practice.views.ts';
import { SystemChange } from './system-change.entity.ts';
import { EditSystemChangeInput, RecordSystemChangeInput } from './system-change.inputs.ts';
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
    const row = await this.writes.run(viewer, RecordSystemChangeInput, input, (tx, { escalationId, ...values }) => {
      const change = tx.insert(SystemChange, values, { verb: 'record' });
      tx.link(values.practiceId, change.id, 'became');
      tx.link(escalationId, change.id, 'became');
      return answerSystemChange(tx, change.id);
    });
    return viewSystemChange(viewer, row);
  }

  /** Changes what is written of a system change. */
  async edit(viewer: Viewer, input: EditSystemChangeInput): Promise<SystemChangeType> {
    const row = await this.writes.run(viewer, EditSystemChangeInput, input, (tx, changes, before) =>
      answerSystemChange(tx, tx.update(SystemChange, before, changes).id),
    );
    return viewSystemChange(viewer, row);
  }

  /** System changes, the latest first; 2 statements. */
  async page(
    viewer: Viewer,
    { networkId, practiceId }: SystemChangeFilter,
    first: number,
    after: string | null,
  ): Promise<Page<SystemChangeType>> {
    const wanted = [viewer.partnershipId, networkId, practiceId];
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<SystemChangeRow>(latestSystemChanges, wanted, { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => viewSystemChange(viewer, row)) };
  }
}

const answerSystemChange = (tx: WriteTransaction, id: string) =>
  tx.answer<SystemChangeRow>(systemChangeById(tx), [tx.partnershipId, id]);
