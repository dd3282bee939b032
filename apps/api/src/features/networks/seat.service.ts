import { Inject, Injectable } from '@nestjs/common';
import { emptyChairs } from '@throughline/domain/empty-chairs';
import { abilities } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { Perspective, Sector } from '@throughline/domain/vocabulary';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { demand } from '../../tenancy/demand.ts';
import type { PageRequest } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { LeadershipTable } from '../partnerships/leadership-table.entity.ts';
import { Network } from './network.entity.ts';
import { Seat } from './seat.entity.ts';
import { EditSeatInput, EndSeatInput, GiveSeatInput } from './seat.inputs.ts';
import { heldSeat, oneSeat, seatsBring, seatsByName } from './seat.reads.ts';
import type { SeatingType, SeatType } from './seat.type.ts';

/** Where a seat is; exactly one of the two. */
export interface SeatPlace {
  networkId: string | null;
  tableId: string | null;
}

interface PlaceWithParent extends SeatPlace {
  /** Of a workgroup's seat. */
  parentNetworkId: string | null;
}

type Row = Omit<SeatType, 'abilities'> & PlaceWithParent;

interface SeatGroup {
  sector: Sector | null;
  perspective: Perspective;
  seats: number;
}

/** Seats at networks and leadership tables. */
@Injectable()
export class SeatService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ViewerService) private readonly viewers: ViewerService,
  ) {}

  /**
   * Gives a member a seat.
   * @throws Refused SEAT_HELD_ALREADY while they hold another one there
   */
  async give(viewer: Viewer, input: GiveSeatInput): Promise<SeatType> {
    const row = await this.writes.run(viewer, GiveSeatInput, input, {
      reads: async (tx, { memberId, networkId, tableId, fromOn }) => {
        const keys = [tx.partnershipId, memberId, networkId, tableId, fromOn];
        const [, held] = await Promise.all([tx.turn(`seats of ${memberId}`), tx.one(heldSeat, keys)]);
        return held;
      },
      writes: (tx, values, _before, held) => {
        demandOne(values);
        allowAt(tx, values);
        if (held) throw new Refused(refusal('SEAT_HELD_ALREADY'));
        return answerSeat(tx, tx.insert(Seat, values, { verb: 'give' }));
      },
    });
    return this.#presentChange(viewer, row);
  }

  /** Changes role, perspective or responsibilities. */
  async edit(viewer: Viewer, input: EditSeatInput): Promise<SeatType> {
    const row = await this.writes.run(viewer, EditSeatInput, input, (tx, changes, before) => {
      allowAt(tx, before);
      return answerSeat(tx, tx.update(Seat, before, changes));
    });
    return this.#presentChange(viewer, row);
  }

  /** Ends a seat on a day. */
  async end(viewer: Viewer, input: EndSeatInput): Promise<SeatType> {
    const row = await this.writes.run(viewer, EndSeatInput, input, (tx, { untilOn }, before) => {
      allowAt(tx, before);
      if (untilOn < before.fromOn) throw new Invalid({ untilOn: refusal('SEAT_ENDS_BEFORE') });
      return answerSeat(tx, tx.update(Seat, before, { untilOn }, { verb: 'end' }));
    });
    return this.#presentChange(viewer, row);
  }

  /** Seats of a network or a table, and which chairs are empty; 4 statements. */
  async seating(
    viewer: Viewer,
    place: SeatPlace,
    { includeEnded, ...request }: PageRequest & { includeEnded: boolean },
  ): Promise<SeatingType> {
    demand(viewer, 'canReadPartnership');
    demandOne(place);
    const here = [viewer.partnershipId, place.networkId, place.tableId];
    return this.tenancy.read(viewer, async (tx) => {
      const [found, page, groups] = await Promise.all([
        findPlace(tx, place),
        tx.page<Row>(seatsByName, [...here, includeEnded], request),
        tx.rows<SeatGroup>(seatsBring, here),
      ]);
      const empty = emptyChairs(groups);
      return {
        ...page,
        nodes: page.nodes.map((row) => presentSeat(viewer, row)),
        emptySectors: empty.sectors,
        emptyPerspectives: empty.perspectives,
        abilities: abilitiesAt(viewer, found),
      };
    });
  }

  /** What somebody may do follows from their seats. */
  #presentChange(viewer: Viewer, row: Row): SeatType {
    this.viewers.forget();
    return presentSeat(viewer, row);
  }
}

function demandOne({ networkId, tableId }: SeatPlace): void {
  if ((networkId === null) === (tableId === null)) throw new Invalid({ networkId: refusal('NETWORK_OR_TABLE') });
}

/** Seats at a network are given by who manages it, those at a leadership table by the director. */
function allowAt(tx: WriteTransaction, { networkId, tableId }: SeatPlace): void {
  if (networkId === null) tx.allow({ tableId }, 'canManageTables');
  else tx.allow({}, 'canManageSeats');
}

function abilitiesAt(viewer: Viewer, { networkId, tableId, parentNetworkId }: PlaceWithParent): string[] {
  return networkId === null
    ? abilities(viewer, { tableId }, ['canManageTables'])
    : abilities(viewer, { networkId, parentNetworkId }, ['canManageSeats']);
}

/** @throws NotFound when there is no such network or table */
async function findPlace(tx: ReadTransaction, { networkId, tableId }: SeatPlace): Promise<PlaceWithParent> {
  const { parentId } =
    networkId === null
      ? { ...(await tx.find(LeadershipTable, tableId ?? '')), parentId: null }
      : await tx.find(Network, networkId);
  return { networkId, tableId, parentNetworkId: parentId };
}

const answerSeat = (tx: WriteTransaction, { id }: Seat) => tx.answer<Row>(oneSeat, [tx.partnershipId, id]);

function presentSeat(viewer: Viewer, row: Row): SeatType {
  const { parentNetworkId: _parent, ...seat } = row;
  return { ...seat, abilities: abilitiesAt(viewer, row) };
}
