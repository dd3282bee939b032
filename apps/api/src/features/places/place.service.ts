import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Place } from './place.entity.ts';
import { AddPlaceInput, MapPlaceLabelsInput } from './place.inputs.ts';

const putLabels = `
INSERT INTO place_label (partnership_id, id, label, place_id)
SELECT $1::uuid, r.id, r.label, r.place_id FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, label text, place_id uuid)
ON CONFLICT (partnership_id, label) DO UPDATE SET place_id = excluded.place_id`;

const placesByName: ListQuery = {
  columns: (tx) => tx.columns(Place, 'p'),
  from: 'place p',
  where: 'p.partnership_id = $1',
  order: [
    { by: 'p.name', type: 'text' },
    { by: 'p.id', type: 'uuid' },
  ],
};

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
    return this.writes.run(viewer, AddPlaceInput, input, (tx, { labels, code, ...values }) => {
      const place = tx.insert(Place, { ...values, code: code || null });
      rememberLabels(
        tx,
        labels.map((label) => ({ label, placeId: place.id })),
      );
      return place;
    });
  }

  /** Remembers what publishers' labels mean, for this file and every later one; answers how many. */
  async mapLabels(viewer: Viewer, input: MapPlaceLabelsInput): Promise<number> {
    return this.writes.run(viewer, MapPlaceLabelsInput, input, (tx, { labels }) => rememberLabels(tx, labels));
  }

  /** Places by name; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<Place>> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) => tx.page<Place>(placesByName, [viewer.partnershipId], { first, after }));
  }
}

/** The last of two equal labels counts, as when they were given one after the other. */
function rememberLabels(tx: WriteTransaction, labels: readonly LabelOf[]): number {
  const last = [...new Map(labels.map((each) => [each.label, each])).values()];
  if (last.length === 0) return 0;
  const rows = last.map(({ label, placeId }) => ({ id: uuidv7(), label, place_id: placeId }));
  tx.write(putLabels, [tx.partnershipId, JSON.stringify(rows)]);
  for (const { label, placeId } of last)
    tx.record('place', { id: placeId, version: 1 }, { verb: 'map_label' }, {}, { label });
  return last.length;
}
