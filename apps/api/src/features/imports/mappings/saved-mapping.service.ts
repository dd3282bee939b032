import { Inject, Injectable } from '@nestjs/common';
import { dayIn } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../../kernel/pages.ts';
import { demand } from '../../../tenancy/demand.ts';
import type { ListQuery } from '../../../tenancy/page.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../../tenancy/transaction.ts';
import { Writes } from '../../../writes/writes.ts';
import { adaptedTo } from '../files/corrected.ts';
import { Import } from '../import.entity.ts';
import { SaveMappingInput } from '../import.inputs.ts';
import type { SavedMappingType } from '../import.type.ts';
import { SavedMapping } from './saved-mapping.entity.ts';

/** $2 name. */
const mappingByName = (tx: ReadTransaction): string =>
  `SELECT ${tx.columns(SavedMapping, 'm')} FROM saved_mapping m WHERE m.partnership_id = $1 AND m.name = $2`;

const mappingsByName: ListQuery = {
  columns: (tx) => tx.columns(SavedMapping, 'm'),
  from: 'saved_mapping m',
  where: 'm.partnership_id = $1',
  order: [{ by: 'm.name', type: 'text' }],
};

/** Mappings kept for the next file of the same publisher. */
@Injectable()
export class SavedMappingService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Keeps a mapping under a name; one that has the name already is replaced. */
  async save(viewer: Viewer, input: SaveMappingInput): Promise<SavedMappingType> {
    return this.writes.run(viewer, SaveMappingInput, input, {
      reads: (tx, { name }) => tx.one<SavedMapping>(mappingByName(tx), [tx.partnershipId, name]),
      writes: (tx, { id, name, mapping }, _before, known) => {
        const row = known
          ? tx.update(SavedMapping, known, { mapping })
          : tx.insert(SavedMapping, { id, name, mapping });
        return { ...asType(row, (moment) => tx.dayOf(moment)), mapping, fit: 1, missing: [], changes: [] };
      },
    });
  }

  /** The kept mappings by name, each brought to the columns of a file; 4 statements. */
  async page(viewer: Viewer, importId: string, first: number, after: string | null): Promise<Page<SavedMappingType>> {
    demand(viewer, 'canImport');
    return this.tenancy.read(viewer, async (tx) => {
      const [{ timeZone }, file, page] = await Promise.all([
        tx.moment(),
        tx.find(Import, importId),
        tx.page<SavedMapping>(mappingsByName, [viewer.partnershipId], { first, after }),
      ]);
      const offered = page.nodes.map((row) => ({
        ...asType(row, (moment) => dayIn(timeZone, moment)),
        ...adaptedTo(file, row.mapping),
      }));
      return { ...page, nodes: offered };
    });
  }
}

function asType({ id, version, name, updatedAt }: SavedMapping, dayOf: (moment: Date) => string) {
  return { id, version, name, savedOn: dayOf(updatedAt) };
}
