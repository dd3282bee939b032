import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Conflict, Refused } from '../../kernel/errors.ts';
import { isDuplicate } from '../../writes/database-errors.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Place } from './place.entity.ts';
import { AddPlaceCodeInput, ForgetPlaceCodeInput, ForgetPlaceLabelInput, MapPlaceLabelsInput } from './place.inputs.ts';
import { answerPlace } from './place-answer.ts';
import { insertCode, putLabels, removeCode, removeLabel } from './place.reads.ts';
import type { PlaceType } from './place.type.ts';

interface LabelOf {
  label: string;
  placeId: string;
}

interface CodeOf {
  id?: string;
  placeId: string;
  system: string;
  code: string;
}

/** By what publishers mean a place: its codes, and how they write it. */
@Injectable()
export class PlaceLabelService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Remembers what publishers' labels mean, for this file and every later one; answers how many. */
  async map(viewer: Viewer, input: MapPlaceLabelsInput): Promise<number> {
    return this.writes.run(viewer, MapPlaceLabelsInput, input, (tx, { labels }) => rememberLabels(tx, labels));
  }

  /**
   * Forgets a label that still means what the person saw; numbers that came in under it stay.
   * @throws Conflict when somebody pointed it elsewhere meanwhile
   */
  async forget(viewer: Viewer, input: ForgetPlaceLabelInput): Promise<PlaceType> {
    return this.writes.run(viewer, ForgetPlaceLabelInput, input, {
      reads: (tx, { placeId }) => tx.find(Place, placeId),
      writes: (tx, { placeId }, before, place) => {
        if (before.placeId !== placeId) throw new Conflict(before);
        tx.write(removeLabel, [tx.partnershipId, before.id]);
        tx.record('place', place, { verb: 'forget_label' }, { label: before.label }, {});
        return answerPlace(tx, place.id);
      },
    });
  }

  /** @throws Refused PLACE_CODE_TAKEN when another place has the code */
  async addCode(viewer: Viewer, input: AddPlaceCodeInput): Promise<PlaceType> {
    return this.writes.run(viewer, AddPlaceCodeInput, input, {
      reads: (tx, { placeId }) => tx.find(Place, placeId),
      writes: (tx, values, _before, place) => {
        putCode(tx, values);
        tx.record('place', place, { verb: 'add_code' }, {}, { system: values.system, code: values.code });
        return answerPlace(tx, place.id);
      },
    });
  }

  /**
   * Takes a code from a place that still has it.
   * @throws Conflict when it went to another place meanwhile
   */
  async forgetCode(viewer: Viewer, input: ForgetPlaceCodeInput): Promise<PlaceType> {
    return this.writes.run(viewer, ForgetPlaceCodeInput, input, {
      reads: (tx, { placeId }) => tx.find(Place, placeId),
      writes: (tx, { placeId }, before, place) => {
        if (before.placeId !== placeId) throw new Conflict(before);
        tx.write(removeCode, [tx.partnershipId, before.id]);
        tx.record('place', place, { verb: 'forget_code' }, { system: before.system, code: before.code }, {});
        return answerPlace(tx, place.id);
      },
    });
  }
}

/**
 * Gives a code to a place.
 * @throws Refused PLACE_CODE_TAKEN, with the writes, when another place has it
 */
export function putCode(tx: WriteTransaction, { id = uuidv7(), placeId, system, code }: CodeOf): void {
  const labelTaken = (error: unknown): unknown =>
    isDuplicate(error) ? new Refused(refusal('PLACE_CODE_TAKEN', { code })) : error;
  tx.write(insertCode, [tx.partnershipId, id, placeId, system, code], labelTaken);
}

/** Points labels at places. The last of two equal labels counts, as when they were given one after the other. */
export function rememberLabels(tx: WriteTransaction, labels: readonly LabelOf[]): number {
  const last = [...new Map(labels.map((each) => [each.label, each])).values()];
  if (last.length === 0) return 0;
  const rows = last.map(({ label, placeId }) => ({ id: uuidv7(), label, place_id: placeId }));
  tx.write(putLabels, [tx.partnershipId, JSON.stringify(rows)]);
  for (const { label, placeId } of last)
    tx.record('place', { id: placeId, version: 1 }, { verb: 'map_label' }, {}, { label });
  return last.length;
}
