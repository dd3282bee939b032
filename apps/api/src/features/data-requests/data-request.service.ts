import { Inject, Injectable } from '@nestjs/common';
import {
  type DueRule,
  dueOnOf,
  firstOpenPeriod,
  requestedPeriods,
  standingOf,
} from '@throughline/domain/data-requests';
import { daysLate } from '@throughline/domain/due';
import { formatPeriod, periodContaining } from '@throughline/domain/periods';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence, DataRequestView } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { NotFound } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { DataRequestSeries } from './data-request-series.entity.ts';
import { DataRequest } from './data-request.entity.ts';
import {
  AddDataRequestInput,
  EditDataRequestInput,
  RestoreDataRequestInput,
  RetireDataRequestInput,
} from './data-request.inputs.ts';
import { type DataRequestRow, findPeriodFacts, findRequest, requestsByDueDay } from './data-request.reads.ts';
import type { DataRequestType } from './data-request.type.ts';

/** Periods that a request is shown with. */
const mostPeriods = 24;

interface PeriodFacts {
  cadence: Cadence;
  answered: string[];
}

/** The periods of a request that a standing answer is there for, and its cadence. */
export const readPeriodFacts = (tx: ReadTransaction, requestId: string): Promise<PeriodFacts | null> =>
  tx.one<PeriodFacts>(findPeriodFacts, [tx.partnershipId, requestId]);

/** The first period without a standing answer, and the day until which it is due: what a request's row says of itself. */
export function openPeriodOf(
  { fromPeriodStart, ...rule }: Pick<DataRequest, 'fromPeriodStart'> & DueRule,
  cadence: Cadence,
  answered: ReadonlySet<string>,
): Pick<DataRequest, 'openPeriodStart' | 'openPeriodEnd' | 'dueOn'> {
  const open = firstOpenPeriod({ from: fromPeriodStart, cadence }, answered);
  return { openPeriodStart: open.start, openPeriodEnd: open.end, dueOn: dueOnOf(open, rule) };
}

/** The statement that answers a write with the request. */
export const answerRequest = (tx: WriteTransaction, id: string) =>
  tx.answer<DataRequestRow>(findRequest(tx), [tx.partnershipId, id]);

/** Which numbers are requested of whom, and who is late with them. */
@Injectable()
export class DataRequestService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Requests the numbers of an indicator from an organization, of each place for each population. */
  async add(viewer: Viewer, input: AddDataRequestInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, AddDataRequestInput, input, {
      reads: (tx, { indicatorId }) => tx.seek(Indicator, indicatorId),
      writes: (tx, { placeIds, populationIds, fromOn, ...values }, _before, indicator) => {
        if (!indicator) throw new NotFound();
        const { cadence } = indicator;
        const fromPeriodStart = periodContaining(fromOn, cadence).start;
        const scope = { ...values, fromPeriodStart, requestedOn: tx.today };
        const request = tx.insert(DataRequest, { ...scope, ...openPeriodOf(scope, cadence, new Set()) });
        const series = [...new Set(placeIds)].flatMap((placeId) =>
          [...new Set(populationIds)].map((populationId) => ({ placeId, populationId })),
        );
        tx.insertMany(
          DataRequestSeries,
          series.map((each, position) => ({ id: uuidv7(), requestId: request.id, ...each, position })),
        );
        return answerRequest(tx, request.id);
      },
    });
    return presentRequest(viewer, row);
  }

  /** Changes from when on, how soon or with which words numbers are requested; which period is open follows. */
  async edit(viewer: Viewer, input: EditDataRequestInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, EditDataRequestInput, input, {
      reads: (tx, _changes, id) => readPeriodFacts(tx, id),
      writes: (tx, { fromOn, ...changes }, before, facts) => {
        if (!facts) throw new NotFound();
        const { cadence, answered } = facts;
        const fromPeriodStart = fromOn ? periodContaining(fromOn, cadence).start : before.fromPeriodStart;
        const reachesBack = fromPeriodStart < before.fromPeriodStart;
        const scope = {
          fromPeriodStart,
          graceDays: changes.graceDays ?? before.graceDays,
          requestedOn: reachesBack ? tx.today : before.requestedOn,
        };
        tx.update(DataRequest, before, { ...changes, ...scope, ...openPeriodOf(scope, cadence, new Set(answered)) });
        return answerRequest(tx, before.id);
      },
    });
    return presentRequest(viewer, row);
  }

  /** Ends a request: nothing is owed any more, and its link opens nothing. */
  async retire(viewer: Viewer, input: RetireDataRequestInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, RetireDataRequestInput, input, (tx, { reason }, before) => {
      tx.update(DataRequest, before, { retiredAt: tx.now }, { verb: 'retire', reason });
      return answerRequest(tx, before.id);
    });
    return presentRequest(viewer, row);
  }

  /**
   * Takes a request up again; what became due while it had ended is owed from now on. Its link opens the form again
   * unless it was revoked or has expired.
   */
  async restore(viewer: Viewer, input: RestoreDataRequestInput): Promise<DataRequestType> {
    const row = await this.writes.run(viewer, RestoreDataRequestInput, input, {
      reads: (tx, _none, id) => readPeriodFacts(tx, id),
      writes: (tx, _none, before, facts) => {
        if (!facts) throw new NotFound();
        const requestedOn = tx.today;
        const open = openPeriodOf({ ...before, requestedOn }, facts.cadence, new Set(facts.answered));
        tx.restore(DataRequest, before, { requestedOn, ...open });
        return answerRequest(tx, before.id);
      },
    });
    return presentRequest(viewer, row);
  }

  /** Requests by the day that is due first, one page; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    { view = 'open', indicatorId = null }: { view?: DataRequestView; indicatorId?: string | null } = {},
  ): Promise<Page<DataRequestType>> {
    demand(viewer, 'canSeeDataRequests');
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<DataRequestRow>(requestsByDueDay, [viewer.partnershipId, view, indicatorId], { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => presentRequest(viewer, row)) };
  }

  /** One request; 1 statement. */
  async find(viewer: Viewer, id: string): Promise<DataRequestType> {
    demand(viewer, 'canSeeDataRequests');
    const row = isUuid(id)
      ? await this.tenancy.read(viewer, (tx) => tx.one<DataRequestRow>(findRequest(tx), [viewer.partnershipId, id]))
      : null;
    if (!row) throw new NotFound();
    return presentRequest(viewer, row);
  }
}

/** A request as the client gets it: what is owed follows from the day. */
export function presentRequest(viewer: Viewer, row: DataRequestRow): DataRequestType {
  const { cadence, fromPeriodStart, openPeriodStart, openPeriodEnd, dueOn, today, link } = row;
  const states = new Map(row.answers.map(({ periodStart, state }) => [periodStart, state]));
  const periods = requestedPeriods({ from: fromPeriodStart, cadence }, today, mostPeriods);
  return {
    ...row,
    fromOn: fromPeriodStart,
    fromLabel: formatPeriod(fromPeriodStart, cadence),
    openPeriodLabel: formatPeriod(openPeriodStart, cadence),
    standing: standingOf({ end: openPeriodEnd, dueOn }, today),
    daysLate: row.retiredAt ? 0 : daysLate(dueOn, today),
    periods: periods.map((period) => {
      const state = states.get(period.start) ?? null;
      const due = dueOnOf(period, row);
      const isOwed = state === null || state === 'returned';
      return {
        start: period.start,
        label: period.label,
        dueOn: due,
        state,
        daysLate: isOwed ? daysLate(due, today) : 0,
      };
    }),
    link: link && {
      ...link,
      openedAt: link.openedAt === null ? null : new Date(link.openedAt),
      isOver: link.expiresOn < today,
    },
    abilities: abilities(viewer, { partnershipId: viewer.partnershipId }, ['canRequestData']),
  };
}
