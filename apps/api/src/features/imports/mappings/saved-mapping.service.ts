import { Inject, Injectable } from '@nestjs/common';
import { checkMapping } from '@throughline/source-files/mapping/mapping';
import { dayIn } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../../kernel/errors.ts';
import { parseInput } from '../../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../../kernel/pages.ts';
import { demand } from '../../../tenancy/demand.ts';
import { Tenancy } from '../../../tenancy/tenancy.ts';
import { Writes } from '../../../writes/writes.ts';
import { adaptedTo } from '../files/corrected.ts';
import { Import } from '../import.entity.ts';
import { type SaveMappingInput, saveMapping } from '../import.inputs.ts';
import type { SavedMappingType } from '../import.type.ts';
import { SavedMapping } from './saved-mapping.entity.ts';

/** Mappings kept for the next file of the same publisher. */
@Injectable()
export class SavedMappingService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Keeps a mapping under a name; one that has the name already is replaced. */
  async save(viewer: Viewer, input: SaveMappingInput): Promise<SavedMappingType> {
    demand(viewer, 'canImport');
    const values = parseInput(saveMapping, input);
    const checked = checkMapping(values.mapping, null);
    if (!checked.ok)
      throw new Invalid(Object.fromEntries(checked.errors.map(({ path, message }) => [`mapping.${path}`, message])));
    const request = { operation: 'saveMapping', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const known = await tx.one<SavedMapping>(
        `SELECT ${tx.columns(SavedMapping, 'm')} FROM saved_mapping m WHERE m.partnership_id = $1 AND m.name = $2`,
        [tx.partnershipId, values.name],
      );
      const { mapping } = checked;
      const row = known
        ? await tx.update(SavedMapping, known, known.version, { mapping })
        : await tx.insert(SavedMapping, { id: values.id, name: values.name, mapping });
      return { ...asType(row, (moment) => tx.dayOf(moment)), mapping, fit: 1, missing: [], changes: [] };
    });
  }

  /** The kept mappings by name, each brought to the columns of a file; 4 statements. */
  async page(viewer: Viewer, importId: string, first: number, after: string | null): Promise<Page<SavedMappingType>> {
    demand(viewer, 'canImport');
    const size = pageSize(first);
    const [name] = after === null ? [null] : fromCursor(after, 1);
    return this.tenancy.read(viewer, async (tx) => {
      const [{ timeZone }, file, rows, total] = await Promise.all([
        tx.moment(),
        tx.find(Import, importId),
        tx.rows<SavedMapping>(
          `SELECT ${tx.columns(SavedMapping, 'm')} FROM saved_mapping m
           WHERE m.partnership_id = $1 AND ($2::text IS NULL OR m.name > $2) ORDER BY m.name LIMIT $3`,
          [viewer.partnershipId, name, size + 1],
        ),
        tx.one<{ count: number }>('SELECT count(*) AS count FROM saved_mapping WHERE partnership_id = $1', [
          viewer.partnershipId,
        ]),
      ]);
      const offered = rows.map((row) => ({
        ...asType(row, (moment) => dayIn(timeZone, moment)),
        ...adaptedTo(file, row.mapping),
      }));
      return toPage(offered, size, total?.count ?? 0, (row) => [row.name]);
    });
  }
}

function asType({ id, version, name, updatedAt }: SavedMapping, dayOf: (moment: Date) => string) {
  return { id, version, name, savedOn: dayOf(updatedAt) };
}
