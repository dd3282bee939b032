import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { findMeasuredAt } from '../../disclosure/measured.sql.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { moveNumbers } from '../../disclosure/merged-places.ts';
import { NotFound, Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Place } from './place.entity.ts';
import { MergePlaceInput } from './place.inputs.ts';
import { moveRest } from './place-merge.sql.ts';
import { liesWithin } from './place.reads.ts';
import type { PlaceType } from './place.type.ts';
import { answerPlace } from './place-answer.ts';
import { rememberLabels } from './place-label.service.ts';

interface Both {
  into: Place | null;
  /** Whether the other place lies in the one that goes. */
  isWithin: boolean;
  measured: string[];
}

/** Two places that turned out to be one. */
@Injectable()
export class PlaceMergeService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /**
   * Gives the numbers, codes and names of a place to the one that it is; answers that one. Equal numbers of both become
   * one, and everything that is concerned is decided anew.
   * @throws Refused PLACE_NUMBERS_DIFFER where both have a number for one cell and they are not the same
   */
  async merge(viewer: Viewer, input: MergePlaceInput): Promise<PlaceType> {
    let concerned: string[] = [];
    const merged = await this.writes.run(viewer, MergePlaceInput, input, {
      reads: (tx, { intoId }, id) => readBoth(tx, id, intoId),
      writes: async (tx, { reason }, place, { into, isWithin, measured }) => {
        if (!into) throw new NotFound();
        if (into.id === place.id) throw new Refused(refusal('PLACE_MERGED_INTO_ITSELF'));
        if (isWithin) throw new Refused(refusal('PLACE_MERGED_INTO_PART'));
        if (measured.length > 0) this.disclosure.undecide(tx, { rulesOf: measured });
        await moveNumbers(tx, place.id, into.id, reason);
        const ids = [tx.partnershipId, place.id, into.id];
        for (const text of moveRest) tx.write(text, ids);
        if (place.name.toLowerCase() !== into.name.toLowerCase())
          rememberLabels(tx, [{ label: place.name, placeId: into.id }]);
        const gone = { retiredAt: tx.now, mergedIntoId: into.id, isHome: false };
        tx.update(Place, place, gone, { verb: 'merge', reason });
        tx.update(Place, into, { isHome: into.isHome || place.isHome }, { verb: 'merge_into', reason });
        concerned = measured;
        return answerPlace(tx, into.id);
      },
    });
    this.disclosure.decideMeanwhile(viewer.partnershipId, concerned);
    return merged;
  }
}

/** Both places, with no import and no other change of places at the same time. */
async function readBoth(tx: ReadTransaction, id: string, intoId: string): Promise<Both> {
  const [, , into, found, measured] = await Promise.all([
    tx.turn('import'),
    tx.turn('places'),
    tx.seek(Place, intoId),
    tx.one(liesWithin, [tx.partnershipId, [id], intoId]),
    tx.rows<{ id: string }>(findMeasuredAt, [tx.partnershipId, [id, intoId]]),
  ]);
  return { into, isWithin: found !== null, measured: measured.map((each) => each.id) };
}
