import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { Viewer } from '@throughline/domain/viewer';
import { findMeasuredAt } from '../../disclosure/measured.sql.ts';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Conflict, NotFound, Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { answerPlace } from './place-answer.ts';
import { putCode, rememberLabels } from './place-label.service.ts';
import { Place } from './place.entity.ts';
import { AddPlaceInput, EditPlaceInput, MovePlacesInput, RestorePlaceInput, RetirePlaceInput } from './place.inputs.ts';
import { findHome, findPlace, liesWithin, placesByName } from './place.reads.ts';
import type { PlaceType } from './place.type.ts';

/** Which places are looked for. */
export interface PlaceSearch {
  /** Words of the name or of a label, or the beginning of a code. */
  search?: string | null;
  kind?: PlaceKind | null;
  /** Only retired ones; else only those in use. */
  retired?: boolean;
  /** Only the home. */
  home?: boolean;
}

/** What hangs together of the places, with nobody else changing it until this write is over. */
interface Tree {
  home: Place | null;
  isWithin: boolean;
  /** The indicators whose numbers add up otherwise when the place moves. */
  measured: string[];
}

/** The places of a partnership: what they are called, what they are, and in which other place they lie. */
@Injectable()
export class PlaceService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /** Adds a place with its codes and the labels that mean it; as the home, it takes the place of the one that was. */
  async add(viewer: Viewer, input: AddPlaceInput): Promise<PlaceType> {
    return this.writes.run(viewer, AddPlaceInput, input, {
      reads: (tx, { isHome }) => (isHome ? homeInTurn(tx) : Promise.resolve(null)),
      writes: (tx, { labels, codes, ...values }, _before, home) => {
        if (home) tx.update(Place, home, { isHome: false });
        const place = tx.insert(Place, values);
        for (const code of codes) putCode(tx, { ...code, placeId: place.id });
        rememberLabels(
          tx,
          labels.map((label) => ({ label, placeId: place.id })),
        );
        return answerPlace(tx, place.id);
      },
    });
  }

  /**
   * Changes a place that nobody changed since `version`. What adds up changes with where it lies, so that its numbers are
   * decided anew.
   * @throws Refused PLACE_UNDER_ITSELF; PLACE_IS_HOME when it would be no place's home any more
   */
  async edit(viewer: Viewer, input: EditPlaceInput): Promise<PlaceType> {
    let moved: string[] = [];
    const edited = await this.writes.run(viewer, EditPlaceInput, input, {
      reads: (tx, { parentId }, id) => readTree(tx, [id], parentId ?? null),
      writes: (tx, changes, before, { home, isWithin, measured }) => {
        if (isWithin) throw new Refused(refusal('PLACE_UNDER_ITSELF'));
        if (changes.isHome === false && before.isHome) throw new Refused(refusal('PLACE_IS_HOME'));
        if (changes.isHome && home && home.id !== before.id) tx.update(Place, home, { isHome: false });
        if (changes.parentId !== undefined && changes.parentId !== before.parentId && measured.length > 0) {
          moved = measured;
          this.disclosure.undecide(tx, { rulesOf: measured });
        }
        tx.update(Place, before, changes);
        return answerPlace(tx, before.id);
      },
    });
    this.disclosure.decideMeanwhile(viewer.partnershipId, moved);
    return edited;
  }

  /**
   * Puts several places into another one, or into none; answers how many lay elsewhere before. Their numbers are decided
   * anew, once.
   * @throws Refused PLACE_UNDER_ITSELF; Conflict where somebody changed one of them since it was seen
   */
  async move(viewer: Viewer, input: MovePlacesInput): Promise<number> {
    let decidedAnew: string[] = [];
    const { count } = await this.writes.run(viewer, MovePlacesInput, input, {
      reads: async (tx, { places, parentId }) => {
        const ids = places.map(({ placeId }) => placeId);
        const [tree, ...rows] = await Promise.all([
          readTree(tx, ids, parentId ?? null),
          ...ids.map((id) => tx.seek(Place, id)),
        ]);
        // What is not there is told at its field.
        return { tree, rows: rows.filter((row) => row !== null) };
      },
      writes: (tx, { places, parentId }, _before, { tree, rows }) => {
        if (tree.isWithin) throw new Refused(refusal('PLACE_UNDER_ITSELF'));
        const seen = new Map(places.map(({ placeId, version }) => [placeId, version]));
        for (const row of rows) {
          tx.refuseRetired(Place, row);
          if (row.version !== seen.get(row.id)) throw new Conflict(row);
        }
        const moving = rows.filter((row) => row.parentId !== (parentId ?? null));
        if (moving.length > 0 && tree.measured.length > 0) {
          decidedAnew = tree.measured;
          this.disclosure.undecide(tx, { rulesOf: tree.measured });
        }
        tx.updateMany(
          Place,
          moving.map((before) => ({ before, changes: { parentId: parentId ?? null } })),
        );
        return { count: moving.length };
      },
    });
    this.disclosure.decideMeanwhile(viewer.partnershipId, decidedAnew);
    return count;
  }

  /**
   * Takes a place out of what is offered; its numbers stay.
   * @throws Refused PLACE_IS_HOME
   */
  async retire(viewer: Viewer, input: RetirePlaceInput): Promise<PlaceType> {
    return this.writes.run(viewer, RetirePlaceInput, input, (tx, { reason }, before) => {
      if (before.isHome) throw new Refused(refusal('PLACE_IS_HOME'));
      tx.update(Place, before, { retiredAt: tx.now }, { verb: 'retire', reason });
      return answerPlace(tx, before.id);
    });
  }

  /**
   * Offers a retired place again.
   * @throws Refused PLACE_WAS_MERGED for one that turned out to be another
   */
  async restore(viewer: Viewer, input: RestorePlaceInput): Promise<PlaceType> {
    return this.writes.run(viewer, RestorePlaceInput, input, (tx, _none, before) => {
      if (before.mergedIntoId) throw new Refused(refusal('PLACE_WAS_MERGED'));
      tx.restore(Place, before);
      return answerPlace(tx, before.id);
    });
  }

  /** Places by name, those in use or the retired ones; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    { search, kind, retired = false, home = false }: PlaceSearch = {},
  ): Promise<Page<PlaceType>> {
    demand(viewer, 'canReadPartnership');
    const wanted = [viewer.partnershipId, search?.trim() || null, kind ?? null, retired, home];
    return this.tenancy.read(viewer, (tx) => tx.page<PlaceType>(placesByName, wanted, { first, after }));
  }

  /** One place; 1 statement. */
  async find(viewer: Viewer, id: string): Promise<PlaceType> {
    demand(viewer, 'canReadPartnership');
    const found = await this.tenancy.read(viewer, (tx) => tx.one<PlaceType>(findPlace(tx), [viewer.partnershipId, id]));
    if (!found) throw new NotFound();
    return found;
  }
}

async function homeInTurn(tx: ReadTransaction): Promise<Place | null> {
  await tx.turn('places');
  const found = await tx.one<{ id: string }>(findHome, [tx.partnershipId]);
  return tx.seek(Place, found?.id);
}

async function readTree(tx: ReadTransaction, ids: readonly string[], parentId: string | null): Promise<Tree> {
  const [home, found, measured] = await Promise.all([
    homeInTurn(tx),
    tx.one(liesWithin, [tx.partnershipId, ids, parentId]),
    tx.rows<{ id: string }>(findMeasuredAt, [tx.partnershipId, ids]),
  ]);
  return { home, isWithin: found !== null, measured: measured.map((each) => each.id) };
}
