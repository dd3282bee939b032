import { Inject, Injectable } from '@nestjs/common';
import { emptyChairs } from '@throughline/domain/empty-chairs';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { Perspective, Sector } from '@throughline/domain/vocabulary';
import { Invalid, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { Writes } from '../../writes/writes.ts';
import { LeadershipTable } from '../partnerships/leadership-table.entity.ts';
import { Member } from '../partnerships/member.entity.ts';
import { Network } from './network.entity.ts';
import { Seat } from './seat.entity.ts';
import {
  type EditSeatInput,
  editSeat,
  type EndSeatInput,
  endSeat,
  type GiveSeatInput,
  giveSeat,
} from './seat.inputs.ts';
import { heldSeat, oneSeat, seatPage, seatsBring } from './seat.reads.ts';
import type { SeatingType, SeatType } from './seat.type.ts';

/** Where a seat is; exactly one of the two. */
export interface Place {
  networkId: string | null;
  tableId: string | null;
}

type Row = Omit<SeatType, 'abilities'>;

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

  /** Gives a member a seat. */
  async give(viewer: Viewer, input: GiveSeatInput): Promise<SeatType> {
    const values = parseInput(giveSeat, input);
    const request = { operation: 'giveSeat', idempotencyKey: input.idempotencyKey, input: values };
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const allowedHere = await this.#demand(tx, viewer, values);
      const member = await tx.find(Member, values.memberId);
      if (member.retiredAt) throw new Refused('MEMBER_RETIRED', 'This membership has ended: choose another member.');
      const place = [values.memberId, values.networkId, values.tableId, values.fromOn];
      if (await tx.one(heldSeat, [tx.partnershipId, ...place])) {
        throw new Refused('SEAT_HELD_ALREADY', 'They have a seat here already: change that one.');
      }
      await tx.insert(Seat, values, { verb: 'give' });
      return this.#answer(tx, values.id, allowedHere);
    });
    this.viewers.forget();
    return answer;
  }

  /** Changes role, perspective or responsibilities. */
  async edit(viewer: Viewer, input: EditSeatInput): Promise<SeatType> {
    const changes = parseInput(editSeat, input);
    const request = { operation: 'editSeat', idempotencyKey: input.idempotencyKey, input };
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Seat, input.id);
      const allowedHere = await this.#demand(tx, viewer, before);
      await tx.update(Seat, before, input.version, changes);
      return this.#answer(tx, input.id, allowedHere);
    });
    this.viewers.forget();
    return answer;
  }

  /** Ends a seat on a day. */
  async end(viewer: Viewer, input: EndSeatInput): Promise<SeatType> {
    const { untilOn } = parseInput(endSeat, input);
    const request = { operation: 'endSeat', idempotencyKey: input.idempotencyKey, input };
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Seat, input.id);
      const allowedHere = await this.#demand(tx, viewer, before);
      if (untilOn < before.fromOn) throw new Invalid({ untilOn: 'A seat cannot end before it begins.' });
      await tx.update(Seat, before, input.version, { untilOn }, { verb: 'end' });
      return this.#answer(tx, input.id, allowedHere);
    });
    this.viewers.forget();
    return answer;
  }

  /** Seats of a network or a table, and which chairs are empty; 3 statements. */
  async seating(
    viewer: Viewer,
    place: Place,
    { includeEnded, first, after }: { includeEnded: boolean; first: number; after: string | null },
  ): Promise<SeatingType> {
    demand(viewer, 'canReadPartnership');
    if ((place.networkId === null) === (place.tableId === null)) {
      throw new Invalid({ networkId: 'Name a network or a table.' });
    }
    const size = pageSize(first);
    const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
    const here = [viewer.partnershipId, place.networkId, place.tableId];
    return this.tenancy.read(viewer, async (tx) => {
      const [found, rows, groups] = await Promise.all([
        this.#abilities(tx, viewer, place),
        tx.rows<Row>(seatPage, [...here, includeEnded, name, id, size + 1]),
        tx.rows<SeatGroup>(seatsBring, [...here, false]),
      ]);
      const nodes = rows.map((row) => ({ ...row, abilities: found }));
      const held = groups.reduce((sum, group) => sum + group.seats, 0);
      const empty = emptyChairs(groups);
      return {
        ...toPage(nodes, size, held, (row) => [row.memberName, row.id]),
        emptySectors: empty.sectors,
        emptyPerspectives: empty.perspectives,
        abilities: found,
      };
    });
  }

  /** What the viewer may do with the seats of a place; throws NotFound when there is no such place. */
  async #abilities(tx: ReadTransaction, viewer: Viewer, { networkId, tableId }: Place): Promise<string[]> {
    if (networkId === null) {
      const table = await tx.find(LeadershipTable, tableId ?? '');
      return abilities(viewer, { tableId: table.id }, ['canManageTables']);
    }
    const { id, parentId } = await tx.find(Network, networkId);
    return abilities(viewer, { networkId: id, parentNetworkId: parentId }, ['canManageSeats']);
  }

  async #demand(tx: ReadTransaction, viewer: Viewer, { networkId, tableId }: Place): Promise<string[]> {
    if (networkId === null) {
      demand(viewer, 'canManageTables', { tableId });
    } else {
      const { id, parentId } = await tx.find(Network, networkId);
      demand(viewer, 'canManageSeats', { networkId: id, parentNetworkId: parentId });
    }
    return this.#abilities(tx, viewer, { networkId, tableId });
  }

  async #answer(tx: ReadTransaction, id: string, found: string[]): Promise<SeatType> {
    const row = await tx.one<Row>(oneSeat, [tx.partnershipId, id]);
    if (!row) throw new Error('the seat that was just written is not there');
    return { ...row, abilities: found };
  }
}
