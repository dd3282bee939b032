import { Inject, Injectable } from '@nestjs/common';
import { escalationStatesWaitingFor } from '@throughline/domain/lifecycles/escalation';
import { escalationStates } from '@throughline/domain/vocabulary';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import { type Page, pageSize } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { EscalationFilter } from './escalation.inputs.ts';
import {
  boardOfEscalations,
  escalationsAlike,
  escalationsByDay,
  oneEscalation,
  responseTimesOfAll,
} from './escalation.reads.ts';
import type {
  EscalationColumnType,
  EscalationType,
  ResponseTimeType,
  SimilarEscalationType,
} from './escalation.type.ts';
import { type EscalationRow, presentEscalation } from './escalation.view.ts';

/** How many asks are compared with one, how many are shown, and how many of the words must be shared. */
const comparedWith = 200;
const mostAlike = 6;
const leastLikeness = 0.3;
const mostAnswerers = 200;

/** Reads asks: lists, the board, one with its answers, response times, look-alikes. Each shows what the viewer may do. */
@Injectable()
export class EscalationReadingService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** One ask with its wordings and answers; 1 statement. */
  async one(viewer: Viewer, id: string): Promise<EscalationType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(id)) throw new NotFound();
    const row = await this.tenancy.read(viewer, (tx) =>
      tx.one<EscalationRow>(oneEscalation, [viewer.partnershipId, id]),
    );
    if (!row) throw new NotFound();
    return presentEscalation(viewer, row);
  }

  /** Asks by respond-by day; 2 statements. */
  async page(
    viewer: Viewer,
    filter: EscalationFilter,
    first: number,
    after: string | null,
  ): Promise<Page<EscalationType>> {
    demand(viewer, 'canReadPartnership');
    const { states, networkId, askedOfMe, overdue } = parseInput(EscalationFilter.schema, filter);
    const [organizationId, tableIds] = askedOfMe ? askedOf(viewer) : [null, null];
    const wanted = [viewer.partnershipId, states, networkId, organizationId, tableIds, overdue];
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<EscalationRow>(escalationsByDay, wanted, { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => presentEscalation(viewer, row)) };
  }

  /** What waits for the viewer's own answer or deed: asked of their organization or of a table that they sit at. */
  async escalationsToUs(viewer: Viewer, first: number, after: string | null): Promise<Page<EscalationType>> {
    const states = escalationStatesWaitingFor('answer', 'deed');
    return this.page(viewer, { askedOfMe: true, states }, first, after);
  }

  /** The board by state, the first `first` of each; 1 statement. */
  async board(viewer: Viewer, networkId: string | null, first: number): Promise<EscalationColumnType[]> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const rows = await this.tenancy.read(viewer, (tx) =>
      tx.rows<EscalationRow & { total: number; overdue: number }>(boardOfEscalations, [
        viewer.partnershipId,
        size,
        networkId,
      ]),
    );
    const byState = Map.groupBy(rows, (row) => row.state);
    return escalationStates.map((state) => {
      const ofState = byState.get(state) ?? [];
      return {
        state,
        total: ofState[0]?.total ?? 0,
        overdue: ofState[0]?.overdue ?? 0,
        nodes: ofState.map(({ total: _total, overdue: _overdue, ...row }) => presentEscalation(viewer, row)),
      };
    });
  }

  /** How everybody who was ever asked answers: public inside the partnership; 1 statement. */
  async responseTimes(viewer: Viewer): Promise<ResponseTimeType[]> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) =>
      tx.rows<ResponseTimeType>(responseTimesOfAll, [viewer.partnershipId, mostAnswerers]),
    );
  }

  /** Asks of any network that share words with one; 1 statement. */
  async similar(viewer: Viewer, id: string): Promise<SimilarEscalationType[]> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(id)) throw new NotFound();
    const wanted = [viewer.partnershipId, id, comparedWith, mostAlike, leastLikeness];
    const rows = await this.tenancy.read(viewer, (tx) =>
      tx.rows<EscalationRow & { likeness: number }>(escalationsAlike, wanted),
    );
    return rows.map(({ likeness, ...row }) => ({ likeness, escalation: presentEscalation(viewer, row) }));
  }
}

/** In whose name the viewer may be asked; nobody's is told from anybody's by an empty list. */
function askedOf(viewer: Viewer): [string | null, string[]] {
  return [viewer.organizationId, viewer.seats.flatMap(({ tableId }) => tableId ?? [])];
}
