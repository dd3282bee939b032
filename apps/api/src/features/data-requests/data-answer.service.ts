import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type AnswerCell, findQuestions } from '@throughline/domain/answer-checks';
import { cellKey } from '@throughline/domain/data-form';
import { answerStateNow, hasNoNumbers } from '@throughline/domain/data-requests';
import { next } from '@throughline/domain/lifecycle';
import { dataAnswerLifecycle } from '@throughline/domain/lifecycles/data-answer';
import { formatPeriod } from '@throughline/domain/periods';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Conflict, NotFound, Refused } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import { Writes } from '../../writes/writes.ts';
import { Import } from '../imports/import.entity.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { ImportService } from '../imports/import.service.ts';
import { answerMapping, type AnswerToWrite, writeAnswer } from './answer-file.ts';
import { askedPopulations } from './asked-populations.ts';
import { DataAnswer } from './data-answer.entity.ts';
import { type AnsweredNumbersType, type DataAnswerType } from './data-answer.type.ts';
import { DataRequest } from './data-request.entity.ts';
import { AcceptDataAnswerInput, ReturnDataAnswerInput } from './data-request.inputs.ts';
import { answersByPeriod, type DataAnswerRow, findAnswer, findSeries, type SeriesRow } from './data-request.reads.ts';
import { openPeriodOf, readPeriodFacts } from './data-request.service.ts';

/** Where the numbers of a place belong that was merged into another since they were sent. */
const findPlacesNow = `
SELECT p.id, coalesce(p.merged_into_id, p.id) AS "nowId", coalesce(q.name, p.name) AS name FROM place p
LEFT JOIN place q ON q.partnership_id = $1 AND q.id = p.merged_into_id WHERE p.partnership_id = $1 AND p.id = ANY ($2::uuid[])`;
const findPopulationNames = 'SELECT id, name FROM population WHERE partnership_id = $1 AND id = ANY ($2::uuid[])';
const findOrigin = `
SELECT o.name AS organization, r.indicator_id AS "indicatorId" FROM data_request r
JOIN organization o ON o.partnership_id = $1 AND o.id = r.organization_id WHERE r.partnership_id = $1 AND r.id = $2`;

/** Reviews what organizations sent: accepts it as an import, or sends it back with a word. */
@Injectable()
export class DataAnswerService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ImportService) private readonly imports: ImportService,
  ) {}

  /** The answers to a request with their numbers, the newest period first; 4 statements. */
  async page(viewer: Viewer, requestId: string, first: number, after: string | null): Promise<Page<DataAnswerType>> {
    demand(viewer, 'canRequestData');
    return this.tenancy.read(viewer, async (tx) => {
      const [, series, page] = await Promise.all([
        tx.find(DataRequest, requestId),
        readSeries(tx, requestId),
        tx.page<DataAnswerRow>(answersByPeriod, [viewer.partnershipId, requestId], { first, after }),
      ]);
      return { ...page, nodes: page.nodes.map((row) => presentAnswer(row, series)) };
    });
  }

  /**
   * Makes an import of an answer and commits it, which marks the answer in the same transaction. The key is the import's
   * id, so that a retry goes on where the first try was.
   * @throws Refused ANSWER_NOT_IMPORTED, ANSWER_ACCEPTED, ANSWER_RETURNED, ANSWER_REPLACED;
   * Conflict when somebody was faster
   */
  async accept(viewer: Viewer, input: AcceptDataAnswerInput): Promise<DataAnswerType> {
    demand(viewer, 'canRequestData');
    const { id, version, idempotencyKey: importId } = input;
    const [answer, made] = await this.tenancy.read(viewer, async (tx) =>
      Promise.all([readAnswer(tx, id), tx.seek(Import, importId)]),
    );
    if (made && made.id === answer.importId) return this.#find(viewer, id);
    if (hasNoNumbers(answer)) return this.#acceptNone(viewer, input);
    if (answer.version !== version) throw new Conflict(answer);
    demandState(next(dataAnswerLifecycle, answer.stateNow, 'accept'));
    const checked = await this.#prepare(viewer, answer, importId);
    try {
      const step = { idempotencyKey: uuidv7(), id: checked.id, version: checked.version };
      const also = async (tx: WriteTransaction, file: Import): Promise<void> => {
        const before = await tx.find(DataAnswer, id);
        if (before.version !== version) throw new Conflict(before);
        const reviewed = { reviewedByMemberId: viewer.memberId, reviewedAt: tx.now };
        tx.update(DataAnswer, before, { ...reviewed, state: 'accepted', importId: file.id }, { verb: 'accept' });
      };
      await this.imports.commit(viewer, step, { also });
    } catch (error) {
      await this.#setAside(viewer, checked);
      // Sent twice at the same moment, both copies get the one answer.
      const now = await this.#find(viewer, id);
      if (now.importId !== checked.id) throw error;
      return now;
    }
    return this.#find(viewer, id);
  }

  /** Accepts that there are no numbers: nothing is imported, and the period is not owed any more. */
  async #acceptNone(viewer: Viewer, input: AcceptDataAnswerInput): Promise<DataAnswerType> {
    await this.writes.run(viewer, AcceptDataAnswerInput, input, (tx, _none, before) => {
      const state = demandState(next(dataAnswerLifecycle, before.state, 'accept'));
      const reviewed = { reviewedByMemberId: viewer.memberId, reviewedAt: tx.now };
      tx.update(DataAnswer, before, { ...reviewed, state }, { verb: 'accept' });
      return { id: before.id };
    });
    return this.#find(viewer, input.id);
  }

  /** Sends numbers back, with what is to be looked at again: their period is owed once more. */
  async return(viewer: Viewer, input: ReturnDataAnswerInput): Promise<DataAnswerType> {
    await this.writes.run(viewer, ReturnDataAnswerInput, input, async (tx, { word }, before) => {
      const [request, facts, made] = await Promise.all([
        tx.find(DataRequest, before.requestId),
        readPeriodFacts(tx, before.requestId),
        tx.seek(Import, before.importId),
      ]);
      const now = answerStateNow(before.state, made?.state ?? null);
      const state = demandState(next(dataAnswerLifecycle, now, 'return', { word }));
      const reviewed = { reviewedByMemberId: viewer.memberId, reviewedAt: tx.now };
      tx.update(DataAnswer, before, { ...reviewed, state, word }, { verb: 'return', reason: word });
      if (!facts) throw new NotFound();
      const answered = new Set(facts.answered);
      answered.delete(before.periodStart);
      if (!request.retiredAt) tx.update(DataRequest, request, openPeriodOf(request, facts.cadence, answered));
      return { id: before.id };
    });
    return this.#find(viewer, input.id);
  }

  async #find(viewer: Viewer, id: string): Promise<DataAnswerType> {
    return this.tenancy.read(viewer, async (tx) => {
      const answer = await readAnswer(tx, id);
      return presentAnswer(answer, await readSeries(tx, answer.requestId));
    });
  }

  /** The answer as a checked import. @throws Refused ANSWER_NOT_IMPORTED for one that an import has problems with */
  async #prepare(viewer: Viewer, answer: DataAnswerRow, importId: string): Promise<Import> {
    const { organization, indicatorId, toWrite } = await this.tenancy.read(viewer, (tx) => readToWrite(tx, answer));
    const { measureType, cadence } = answer;
    const name = `${organization}, ${formatPeriod(answer.periodStart, cadence)}.csv`.slice(-255);
    const upload = { id: importId, name, content: Readable.from([Buffer.from(writeAnswer(toWrite))]) };
    const checked = await this.imports.prepare(viewer, upload, answerMapping(indicatorId, measureType, cadence));
    if (checked.errors === 0 && checked.rowsAccepted > 0) return checked;
    await this.#setAside(viewer, checked);
    throw new Refused(refusal('ANSWER_NOT_IMPORTED', { file: checked.fileName }));
  }

  /** Leaves nothing behind that somebody would commit by itself; its problems stay to be read. */
  async #setAside(viewer: Viewer, { id }: Import): Promise<void> {
    const left = await this.tenancy.read(viewer, (tx) => tx.seek(Import, id));
    if (left?.state !== 'checked') return;
    const { version } = left;
    await this.imports.discard(viewer, { idempotencyKey: uuidv7(), id, version, reason: '' });
  }
}

async function readAnswer(tx: ReadTransaction, id: string): Promise<DataAnswerRow> {
  const answer = isUuid(id) ? await tx.one<DataAnswerRow>(findAnswer(tx), [tx.partnershipId, id]) : null;
  if (!answer) throw new NotFound();
  return answer;
}

/** The series that are asked for. */
export const readSeries = (tx: ReadTransaction, requestId: string): Promise<SeriesRow[]> =>
  tx.rows<SeriesRow>(findSeries, [tx.partnershipId, requestId]);

interface Origin {
  organization: string;
  indicatorId: string;
}

async function readToWrite(
  tx: ReadTransaction,
  { requestId, periodStart, cadence, measureType, cells }: DataAnswerRow,
): Promise<Origin & { toWrite: AnswerToWrite }> {
  const idsOf = (key: 'placeId' | 'populationId') => [...new Set(cells.map((cell) => cell[key]))];
  const [origin, places, populations] = await Promise.all([
    tx.one<Origin>(findOrigin, [tx.partnershipId, requestId]),
    tx.rows<{ id: string; nowId: string; name: string }>(findPlacesNow, [tx.partnershipId, idsOf('placeId')]),
    tx.rows<{ id: string; name: string }>(findPopulationNames, [tx.partnershipId, idsOf('populationId')]),
  ]);
  if (!origin) throw new NotFound();
  const nowOf = new Map(places.map(({ id, nowId }) => [id, nowId]));
  const toWrite = {
    periodStart,
    cadence,
    measure: measureType,
    cells: cells.map((cell) => ({ ...cell, placeId: nowOf.get(cell.placeId) ?? cell.placeId })),
    placeNames: new Map(places.map(({ nowId, name }) => [nowId, name])),
    populationNames: new Map(populations.map(({ id, name }) => [id, name])),
  };
  return { ...origin, toWrite };
}

/** The numbers of cells in columns. */
const columnsOf = (cells: readonly (AnswerCell | undefined)[], periodLabel: string): AnsweredNumbersType => ({
  periodLabel,
  numerators: cells.map((cell) => cell?.numerator ?? null),
  denominators: cells.map((cell) => cell?.denominator ?? null),
  values: cells.map((cell) => cell?.value ?? null),
});

function presentAnswer(row: DataAnswerRow, series: readonly SeriesRow[]): DataAnswerType {
  const { cells, cadence, measureType, earlier, known, stateNow } = row;
  const [last] = earlier;
  const lastCells = new Map(last?.cells.map((cell) => [cellKey(cell), cell]));
  return {
    ...row,
    state: stateNow,
    placeIds: cells.map(({ placeId }) => placeId),
    populationIds: cells.map(({ populationId }) => populationId),
    numbers: columnsOf(cells, formatPeriod(row.periodStart, cadence)),
    before: last
      ? columnsOf(
          cells.map((cell) => lastCells.get(cellKey(cell))),
          formatPeriod(last.periodStart, cadence),
        )
      : null,
    questions: findQuestions(cells, askedPopulations(series), measureType, [
      ...earlier.map((each) => each.cells),
      known,
    ]),
  };
}
