import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Place } from './place.entity.ts';
import { type AddPlaceInput, addPlace, type MapPlaceLabelsInput, mapPlaceLabels } from './place.inputs.ts';

const putLabels = `
INSERT INTO place_label (partnership_id, id, label, place_id)
SELECT $1::uuid, r.id, r.label, r.place_id FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, label text, place_id uuid)
ON CONFLICT (partnership_id, label) DO UPDATE SET place_id = excluded.place_id`;

interface LabelOf {
  label: string;
  placeId: string;
}

/** Places of a partnership, and how publishers write them. */
@Injectable()
export class PlaceService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a place with the labels that mean it. */
  async add(viewer: Viewer, input: AddPlaceInput): Promise<Place> {
    demand(viewer, 'canManageIndicators');
    const { labels, ...values } = parseInput(addPlace, input);
    const request = { operation: 'addPlace', idempotencyKey: input.idempotencyKey, input: { ...values, labels } };
    return this.writes.run(viewer, request, async (tx) => {
      const place = await tx.insert(Place, values);
      await remember(
        tx,
        labels.map((label) => ({ label, placeId: place.id })),
      );
      return place;
    });
  }

  /** Remembers what publishers' labels mean, for this file and every later one; answers how many. */
  async mapLabels(viewer: Viewer, input: MapPlaceLabelsInput): Promise<number> {
    demand(viewer, 'canManageIndicators');
    const values = parseInput(mapPlaceLabels, input);
    const request = { operation: 'mapPlaceLabels', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, (tx) => remember(tx, values.labels));
  }

  /** Places by name; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<Place>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Place>(
          `SELECT ${tx.columns(Place, 'p')} FROM place p WHERE p.partnership_id = $1
             AND ($2::text IS NULL OR (p.name, p.id) > ($2, $3::uuid)) ORDER BY p.name, p.id LIMIT $4`,
          [viewer.partnershipId, name, id, size + 1],
        ),
        tx.one<{ count: number }>('SELECT count(*) AS count FROM place WHERE partnership_id = $1', [
          viewer.partnershipId,
        ]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.name, row.id]);
    });
  }
}

/** The last of two equal labels counts, as when they were given one after the other. */
async function remember(tx: WriteTransaction, labels: readonly LabelOf[]): Promise<number> {
  const last = [...new Map(labels.map((each) => [each.label, each])).values()];
  if (last.length === 0) return 0;
  const rows = last.map(({ label, placeId }) => ({ id: uuidv7(), label, place_id: placeId }));
  await tx.rows(putLabels, [tx.partnershipId, JSON.stringify(rows)]);
  for (const { label, placeId } of last)
    tx.record('place', { id: placeId, version: 1 }, { verb: 'map_label' }, {}, { label });
  return last.length;
}
