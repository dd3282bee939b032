import { Inject, Injectable } from '@nestjs/common';
import { escalationStates, type EscalationState } from '@throughline/domain/vocabulary';
import type { Viewer } from '@throughline/domain/viewer';
import { Clock } from '../../kernel/clock.ts';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { EscalationFilter } from './escalation.inputs.ts';
import {
  boardOfAsks,
  escalationCount,
  escalationPage,
  escalationsAlike,
  oneEscalation,
  responseTimesOfAll,
} from './escalation.reads.ts';
import { momentOf } from './escalation.service.ts';
import type { AskColumnType, EscalationType, ResponseTimeType, SimilarEscalationType } from './escalation.type.ts';
import { type EscalationRow, toEscalation } from './escalation.view.ts';

/** How many asks are compared with one, how many are shown, and how many of the words must be shared. */
const comparedWith = 200;
const mostAlike = 6;
const leastLikeness = 0.3;
const mostAnswerers = 200;

/** Reads asks: lists, the board, one with its answers, response times, look-alikes. Each shows what the viewer may do. */
@Injectable()
export class EscalationReadingService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One ask with its answers; 2 statements sent together. */
  async one(viewer: Viewer, id: string): Promise<EscalationType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(id)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const [moment, row] = await Promise.all([
        momentOf(tx, this.clock.now()),
        tx.one<EscalationRow>(oneEscalation, [viewer.partnershipId, id]),
      ]);
      if (!row) throw new NotFound();
      return toEscalation(row, viewer, moment.now, moment.timeZone);
    });
  }

  /** Asks by respond-by day; 3 statements. */
  async page(
    viewer: Viewer,
    filter: EscalationFilter,
    first: number,
    after: string | null,
  ): Promise<Page<EscalationType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [day, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const moment = await momentOf(tx, this.clock.now());
      const chosen = [
        viewer.partnershipId,
        filter.states ?? null,
        filter.networkId ?? null,
        ...(filter.askedOfMe ? askedOf(viewer) : [null, null]),
        filter.overdue ? moment.today : null,
      ];
      const [rows, total] = await Promise.all([
        tx.rows<EscalationRow>(escalationPage, [...chosen, day, id, size + 1]),
        tx.one<{ count: number }>(escalationCount, chosen),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.respondBy, row.id]);
      return { ...page, nodes: page.nodes.map((row) => toEscalation(row, viewer, moment.now, moment.timeZone)) };
    });
  }

  /** What waits for the viewer's own answer or deed: asked of their organization or of a table that they sit at. */
  async asksOfUs(viewer: Viewer, first: number, after: string | null): Promise<Page<EscalationType>> {
    const states: EscalationState[] = ['raised', 'acknowledged', 'redirected', 'committed'];
    return this.page(viewer, { askedOfMe: true, states }, first, after);
  }

  /** The board by state, the first `first` of each; 2 statements. */
  async board(viewer: Viewer, networkId: string | null, first: number): Promise<AskColumnType[]> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    return this.tenancy.read(viewer, async (tx) => {
      const moment = await momentOf(tx, this.clock.now());
      const rows = await tx.rows<EscalationRow & { total: number; overdue: number }>(boardOfAsks, [
        viewer.partnershipId,
        size,
        moment.today,
        networkId,
      ]);
      const byState = Map.groupBy(rows, (row) => row.state);
      return escalationStates.map((state) => {
        const ofState = byState.get(state) ?? [];
        return {
          state,
          total: ofState[0]?.total ?? 0,
          overdue: ofState[0]?.overdue ?? 0,
          nodes: ofState.map(({ total: _total, overdue: _overdue, ...row }) =>
            toEscalation(row, viewer, moment.now, moment.timeZone),
          ),
        };
      });
    });
  }

  /** How everybody who was ever asked answers: public inside the partnership; 2 statements. */
  async responseTimes(viewer: Viewer): Promise<ResponseTimeType[]> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, async (tx) => {
      const { today } = await momentOf(tx, this.clock.now());
      return tx.rows<ResponseTimeType>(responseTimesOfAll, [viewer.partnershipId, today, mostAnswerers]);
    });
  }

  /** Asks of any network that share words with one; 2 statements sent together. */
  async similar(viewer: Viewer, id: string): Promise<SimilarEscalationType[]> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(id)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const [moment, rows] = await Promise.all([
        momentOf(tx, this.clock.now()),
        tx.rows<EscalationRow & { likeness: number }>(escalationsAlike, [
          viewer.partnershipId,
          id,
          comparedWith,
          mostAlike,
          leastLikeness,
        ]),
      ]);
      return rows.map(({ likeness, ...row }) => ({
        likeness,
        escalation: toEscalation(row, viewer, moment.now, moment.timeZone),
      }));
    });
  }
}

/** In whose name the viewer may be asked; nobody's is told from anybody's by an empty list. */
function askedOf(viewer: Viewer): [string | null, string[]] {
  return [viewer.organizationId, viewer.seats.flatMap(({ tableId }) => tableId ?? [])];
}
