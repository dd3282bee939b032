import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { answerKey } from './checks/place-book.ts';
import type { ImportLabel, LabelStanding, LabelSubject } from './files/import-label.entity.ts';
import { type LabelOfList, labelsInOrder } from './files/import-label.sql.ts';
import { Import } from './import.entity.ts';
import type { ImportLabelType } from './import.type.ts';

/** Which labels of a file are looked for. */
export interface LabelSearch {
  subject: LabelSubject;
  standing?: LabelStanding | null;
  /** What is in the label or the name that it goes to, or the beginning of its code. */
  search?: string | null;
}

/** Where the numbers of a checked file would go; for those who may import. */
@Injectable()
export class ImportLabelsService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** What the last check found of each label, what a person is asked first; 3 statements. */
  async page(
    viewer: Viewer,
    id: string,
    { subject, standing, search }: LabelSearch,
    first: number,
    after: string | null,
  ): Promise<Page<ImportLabelType>> {
    demand(viewer, 'canImport');
    const wanted = [viewer.partnershipId, id, subject, standing ?? null, search?.trim() || null];
    return this.tenancy.read(viewer, async (tx) => {
      const [{ mapping }, page] = await Promise.all([
        tx.find(Import, id),
        tx.page<LabelOfList>(labelsInOrder, wanted, { first, after }),
      ]);
      const kind = subject === 'place' ? (mapping?.place.kind ?? 'district') : null;
      return { ...page, nodes: page.nodes.map((row) => present(row, kind)) };
    });
  }
}

function present(row: LabelOfList, usualKind: ImportLabel['kind']): ImportLabelType {
  const { label, code, parentLabel, parentCode } = row;
  return {
    ...row,
    kind: row.kind ?? (row.standing === 'found' ? null : usualKind),
    within: parentLabel ?? parentCode,
    // A row without a name is shown by its code.
    answerAs: answerKey({ label: label === code ? null : label, code, parentLabel, parentCode }),
  };
}
