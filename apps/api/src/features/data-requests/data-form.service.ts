import { Inject, Injectable } from '@nestjs/common';
import { type AnswerCell, findFaults, isBlank } from '@throughline/domain/answer-checks';
import { cellKey, type DataForm, type FormDraft, type FormPlace } from '@throughline/domain/data-form';
import {
  answerStateNow,
  dueOnOf,
  hasNoNumbers,
  readLinkToken,
  requestedPeriods,
} from '@throughline/domain/data-requests';
import { usualRanges } from '@throughline/domain/far-numbers';
import { addDays } from '@throughline/domain/dates';
import { daysLate } from '@throughline/domain/due';
import { isWritten, next } from '@throughline/domain/lifecycle';
import { dataAnswerLifecycle } from '@throughline/domain/lifecycles/data-answer';
import { periodContaining } from '@throughline/domain/periods';
import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer, ViewerLink } from '@throughline/domain/viewer';
import type { ImportState } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { Conflict, Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { hashSecret } from '../../kernel/secrets.ts';
import { demand } from '../../tenancy/demand.ts';
import { scopeOf, Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { askedPopulations } from './asked-populations.ts';
import { readSeries } from './data-answer.service.ts';
import { DataAnswer } from './data-answer.entity.ts';
import * as sql from './data-form.sql.ts';
import { DataRequest } from './data-request.entity.ts';
import { DraftInput, SendDataAnswerInput } from './data-request.inputs.ts';
import { findPublished, type SeriesRow } from './data-request.reads.ts';
import { openPeriodOf, readPeriodFacts } from './data-request.service.ts';

/** Whoever has a link, as all else knows those who ask. */
export type LinkViewer = Viewer & { readonly link: ViewerLink };

/** Periods that a form offers. */
const mostPeriods = 24;

/** What was sent for a period last, with the state of its import. */
type LastAnswer = DataAnswer & { importState: ImportState | null };

/**
 * The form by which an organization answers a data request without an account. It shows what is requested and what the
 * link itself sent, nothing else of the partnership.
 */
@Injectable()
export class DataFormService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /**
   * Who has the token of a link that is in use.
   * @throws NotFound, the same for an unknown, a revoked and an expired one, for a request that has ended, and for a
   * token that names another partnership
   */
  async viewerOf(token: string): Promise<LinkViewer> {
    const read = readLinkToken(token);
    if (!read) throw new NotFound();
    const { partnershipId, secret } = read;
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const found = await this.tenancy.readOneInScope<{ id: string; requestId: string; organizationId: string }>(
      scope,
      sql.findLink,
      [partnershipId, hashSecret(secret)],
    );
    if (!found) throw new NotFound();
    const { id, requestId, organizationId } = found;
    const link = { id, requestId };
    return { accountId: id, memberId: id, partnershipId, role: 'viewer', organizationId, seats: [], link };
  }

  /** All that the form shows; 6 statements. */
  async open(viewer: LinkViewer): Promise<DataForm> {
    allow(viewer);
    const { partnershipId, link } = viewer;
    await this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', (client) =>
      client.query(sql.noteOpened, [partnershipId, link.id]),
    );
    return this.tenancy.read(viewer, async (tx) => {
      const [head, series, answers, drafts, published] = await Promise.all([
        tx.one<sql.FormHead>(sql.findFormHead, [partnershipId, link.id]),
        readSeries(tx, link.requestId),
        tx.rows<sql.FormAnswer>(sql.findFormAnswers, [partnershipId, link.requestId, link.id]),
        tx.rows<FormDraft & { periodStart: string }>(sql.findDrafts, [partnershipId, link.id]),
        tx.one<{ cells: AnswerCell[] }>(findPublished, [partnershipId, link.requestId]),
      ]);
      if (!head) throw new NotFound();
      const { from, cadence, graceDays, requestedOn, today, ...shown } = head;
      const answerOf = new Map(answers.map((answer) => [answer.periodStart, answer]));
      const draftOf = new Map(drafts.map(({ periodStart, version, texts }) => [periodStart, { version, texts }]));
      return {
        ...shown,
        cadence,
        today,
        linkId: link.id,
        places: placesOf(series),
        populations: askedPopulations(series),
        series: series.map(cellKey),
        usual: usualRanges([published?.cells ?? []], head.measure),
        periods: requestedPeriods({ from, cadence }, today, mostPeriods).map(({ start, label, end }) => {
          const answer = answerOf.get(start);
          const state = answer ? answerStateNow(answer.state, answer.importState) : null;
          const dueOn = dueOnOf({ end }, { graceDays, requestedOn });
          return {
            start,
            label,
            dueOn,
            daysLate: state === null || state === 'returned' ? daysLate(dueOn, today) : 0,
            state,
            word: state === 'returned' ? (answer?.word ?? '') : '',
            answers: answer?.number ?? 0,
            sent: answer?.sent ?? null,
            draft: draftOf.get(start) ?? null,
          };
        }),
      };
    });
  }

  /**
   * Keeps what is typed, so that it can be gone on with elsewhere. It is nobody's data until it is sent, and has no
   * history.
   * @throws Conflict with the texts that are there when another device wrote meanwhile
   */
  async keepDraft(viewer: LinkViewer, input: unknown): Promise<{ version: number }> {
    allow(viewer);
    const { periodStart, version, texts } = parseInput(DraftInput, input);
    const { partnershipId, link } = viewer;
    return this.tenancy.inScope(scopeOf(viewer), 'READ WRITE', async (client) => {
      const { rows: heads } = await client.query<sql.FormHead>(sql.findFormHead, [partnershipId, link.id]);
      const [head] = heads;
      if (!head) throw new NotFound();
      demandPeriod(head, periodStart);
      const values = [partnershipId, uuidv7(), link.id, periodStart, JSON.stringify(texts), version];
      const { rows: stored } = await client.query<{ version: number }>(sql.keepDraft, values);
      if (stored[0]) return { version: Number(stored[0].version) };
      const { rows: there } = await client.query<FormDraft>(sql.findDraft, [partnershipId, link.id, periodStart]);
      throw new Conflict(there[0]);
    });
  }

  /**
   * Sends the numbers of a period; an answer that was not accepted yet is replaced.
   * @throws Invalid at `cells.<n>.<field>`; Refused ANSWER_OVERTAKEN where another device sent the period since the form
   * was seen, ANSWER_EMPTY, ANSWER_IN_USE, ANSWER_PERIOD_NOT_REQUESTED,
   * ANSWER_PERIOD_NOT_OVER, ANSWER_NOT_REQUESTED, ANSWER_NONE_AND_SOME, ANSWER_NOT_COLLECTED
   */
  async send(viewer: LinkViewer, input: object): Promise<{ answerId: string }> {
    try {
      return await this.#write(viewer, input);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // Somebody reviewed the answer before it in this moment. The row that a conflict carries may hold the numbers of
      // another link: it goes no further, and what became of that answer decides anew.
      return this.#write(viewer, input).catch((again: unknown) => {
        throw again instanceof Conflict ? new Refused(refusal('ANSWER_IN_USE')) : again;
      });
    }
  }

  #write(viewer: LinkViewer, input: object): Promise<{ answerId: string }> {
    const { link } = viewer;
    const requested = { ...(input as SendDataAnswerInput), id: link.requestId };
    return this.writes.run(viewer, SendDataAnswerInput, requested, {
      reads: (tx, { periodStart }) => readSent(tx, viewer, periodStart),
      writes: (
        tx,
        { answerId, periodStart, follows, note, cells, hasNone },
        request,
        { head, facts, series, last },
      ) => {
        if (!head || !facts) throw new NotFound();
        if (!head.isCollected) throw new Refused(refusal('ANSWER_NOT_COLLECTED'));
        demandPeriod(head, periodStart);
        const filled = hasNone ? demandReason(note, cells) : demandCells(cells, head, new Set(series.map(cellKey)));
        if ((last?.number ?? 0) !== follows) throw new Refused(refusal('ANSWER_OVERTAKEN'));
        if (last) {
          // That there were no numbers holds until there are.
          const now = hasNoNumbers(last) ? 'sent' : answerStateNow(last.state, last.importState);
          const state = demandState(next(dataAnswerLifecycle, now, 'replace'));
          tx.update(DataAnswer, last, { state }, { verb: 'replace' });
        }
        const sent = { requestId: request.id, linkId: link.id, periodStart, number: (last?.number ?? 0) + 1 };
        const state = dataAnswerLifecycle.initial;
        tx.append(DataAnswer, { id: answerId, ...sent, state, note, cells: asJson(filled) });
        // Without its numbers: a history is read by more people than they are for.
        tx.record('data_answer', { id: answerId, version: 1 }, { verb: 'send' }, {}, sent);
        tx.write(sql.removeDraft, [tx.partnershipId, link.id, periodStart]);
        moveOn(tx, request, facts.cadence, new Set([...facts.answered, periodStart]));
        return { answerId };
      },
    });
  }
}

/** The places that are asked for; what one lies in is told where it is asked for too. */
function placesOf(series: readonly SeriesRow[]): FormPlace[] {
  const ids = new Set(series.map(({ placeId }) => placeId));
  const places = series.map(({ placeId: id, placeName: name, parentId }) => {
    const isAsked = parentId !== null && ids.has(parentId);
    return [id, { id, name, parentId: isAsked ? parentId : null }] as const;
  });
  return [...new Map(places).values()];
}

/** The driver writes an array as one of the database's. */
const asJson = (cells: readonly AnswerCell[]): AnswerCell[] => JSON.stringify(cells) as unknown as AnswerCell[];

function allow(viewer: LinkViewer): void {
  demand(viewer, 'canAnswerDataRequest', { organizationId: viewer.organizationId });
}

async function readSent(tx: ReadTransaction, { link }: LinkViewer, periodStart: string) {
  const [head, facts, series, last] = await Promise.all([
    tx.one<sql.FormHead>(sql.findFormHead, [tx.partnershipId, link.id]),
    readPeriodFacts(tx, link.requestId),
    readSeries(tx, link.requestId),
    tx.one<LastAnswer>(sql.findLast(tx), [tx.partnershipId, link.requestId, periodStart]),
  ]);
  return { head, facts, series, last };
}

/** @throws Refused for a period that was not requested, or still lasts */
function demandPeriod({ from, cadence, today }: sql.FormHead, periodStart: string): void {
  const { start, end } = periodContaining(periodStart, cadence);
  if (start !== periodStart || start < from) throw new Refused(refusal('ANSWER_PERIOD_NOT_REQUESTED'));
  if (end >= today) throw new Refused(refusal('ANSWER_PERIOD_NOT_OVER', { day: addDays(end, 1) }));
}

/** @throws Invalid without a reason why there are no numbers; Refused where there are some all the same */
function demandReason(note: string, cells: readonly AnswerCell[]): AnswerCell[] {
  if (!isWritten(note)) throw new Invalid({ note: refusal('ANSWER_REASON_REQUIRED') });
  if (cells.some((cell) => !isBlank(cell))) throw new Refused(refusal('ANSWER_NONE_AND_SOME'));
  return [];
}

/** The cells that hold something. */
function demandCells(
  cells: readonly AnswerCell[],
  { measure }: sql.FormHead,
  requested: ReadonlySet<string>,
): AnswerCell[] {
  const filled = cells.filter((cell) => !isBlank(cell));
  if (filled.some((cell) => !requested.has(cellKey(cell)))) throw new Refused(refusal('ANSWER_NOT_REQUESTED'));
  const keys = filled.map(cellKey);
  if (new Set(keys).size < keys.length) throw new Refused(refusal('ANSWER_NOT_REQUESTED'));
  if (filled.length === 0) throw new Refused(refusal('ANSWER_EMPTY'));
  const faults: Record<string, Refusal> = {};
  for (const fault of findFaults(filled, measure)) {
    const at = cells.findIndex((cell) => cellKey(cell) === cellKey(fault));
    for (const [field, why] of Object.entries(fault.faults)) faults[`cells.${at}.${field}`] = why;
  }
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return filled;
}

/** Which period is open next, where that changed. */
function moveOn(
  tx: WriteTransaction,
  request: DataRequest,
  cadence: Parameters<typeof openPeriodOf>[1],
  answered: ReadonlySet<string>,
): void {
  const open = openPeriodOf(request, cadence, answered);
  if (open.openPeriodStart !== request.openPeriodStart) tx.update(DataRequest, request, open, { verb: 'answer' });
}
