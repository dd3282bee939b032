import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Database } from '../database/database.ts';
import { Statistics } from '../database/statistics.ts';
import { EventBus } from '../events/event-bus.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { WriteTransaction } from '../writes/write-transaction.ts';
import { Decider } from './decider.ts';
import * as sql from './disclosure.sql.ts';
import { WaitingDecisions } from './waiting-decisions.ts';

/** What a write is about to change. */
export type DisclosureScope =
  | { readonly indicatorId: string; readonly periods: readonly string[] }
  | { readonly staged: string }
  | { readonly imported: string }
  /** The rules of these indicators, or of all. */
  | { readonly rulesOf: readonly string[] | 'all' };

/** How long a write waits for its decision before it answers; the decision goes on. */
const patienceMs = 5_000;
/** How often a server looks for what another one left undecided when it ended. */
const sweepMs = 30_000;
/** Rounds over one indicator before others have a turn: somebody keeps writing to it. */
const mostRounds = 20;

/** What a decision changes. */
const decidedTables = ['observation', 'release_ledger', 'disclosure_period'];

/**
 * The one place that decides which observations are hidden. Numbers leave only through the view
 * `released_observation`, which blanks what was decided here and what is not decided yet.
 */
@Injectable()
export class DisclosureService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Disclosure');
  readonly #running = new Map<string, { again: boolean; done: Promise<void> }>();
  #isStopping = false;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(Decider) private readonly decider: Decider,
    @Inject(Statistics) private readonly statistics: Statistics,
  ) {}

  /** What was left undecided when a server ended, and what an earlier version of the product never decided. */
  onApplicationBootstrap(): void {
    void this.sweep();
    this.#sweeping = setInterval(() => void this.sweep(), sweepMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#sweeping);
    await this.decider.beforeApplicationShutdown();
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  /**
   * Says, in a write's transaction and before it touches an observation, what it is about to change. Rows that a write
   * adds or changes are hidden until they are decided; others of the same period keep their decision until then.
   */
  undecide(tx: WriteTransaction, scope: DisclosureScope): void {
    if ('staged' in scope) tx.write(sql.stampStaged, [tx.partnershipId, scope.staged]);
    else if ('imported' in scope) tx.write(sql.stampImported, [tx.partnershipId, scope.imported]);
    else if ('periods' in scope) tx.write(sql.stampPeriods, [tx.partnershipId, scope.indicatorId, scope.periods]);
    else {
      const keys = [tx.partnershipId, scope.rulesOf === 'all' ? null : scope.rulesOf];
      tx.write(sql.stampIndicators, keys);
      tx.write(sql.hidePrimary, keys);
      tx.write(sql.dropFirstPublished, keys);
    }
  }

  /** Says, in a write's transaction, that readers no longer see numbers of an indicator as they were first published. */
  endFirstPublished(tx: WriteTransaction, indicatorId: string): void {
    this.undecide(tx, { rulesOf: [indicatorId] });
    tx.write(sql.endFirstPublished, [tx.partnershipId, indicatorId]);
  }

  /**
   * After the commit: has what waits of these indicators decided, of all when none are named. Comes back when that is
   * done or after some seconds; then it goes on, and the event stream tells when it has ended. Never throws: what could
   * not be decided stays hidden and is tried again.
   */
  async decideWaiting(
    partnershipId: string,
    indicatorIds: readonly string[] | 'all',
    waitMs: number = patienceMs,
  ): Promise<void> {
    const ids = indicatorIds === 'all' ? await this.#waitingIn(partnershipId) : indicatorIds;
    const decided = Promise.all(ids.map((id) => this.#decide(partnershipId, id)));
    if (waitMs === Infinity) return void (await decided);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs);
    });
    await Promise.race([decided, patience]);
    clearTimeout(timer);
  }

  /**
   * After the commit: has what waits of these indicators decided while whoever wrote goes on. The event stream tells when
   * it has ended.
   */
  decideMeanwhile(partnershipId: string, indicatorIds: readonly string[]): void {
    void this.decideWaiting(partnershipId, indicatorIds, Infinity);
  }

  /** Has everything decided that waits in any partnership; comes back when it is. */
  async sweep(): Promise<void> {
    try {
      const { rows } = await this.database.pool.query<{ partnershipId: string; indicatorId: string }>(
        sql.findAllWaiting,
      );
      // One after the other: at start a server has better things to do as well.
      for (const { partnershipId, indicatorId } of rows) await this.#decide(partnershipId, indicatorId);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #waitingIn(partnershipId: string): Promise<string[]> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const { rows } = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
      client.query<{ indicatorId: string }>(`${sql.findAllWaiting} AND partnership_id = $1`, [partnershipId]),
    );
    return rows.map(({ indicatorId }) => indicatorId);
  }

  /** One decision of an indicator at a time; what comes in meanwhile has another round. */
  #decide(partnershipId: string, indicatorId: string): Promise<void> {
    const key = `${partnershipId}:${indicatorId}`;
    const running = this.#running.get(key);
    if (running) {
      running.again = true;
      return running.done;
    }
    const state = { again: false, done: Promise.resolve() };
    this.#running.set(key, state);
    // It takes itself off the list in the step in which it finds nothing more, so that no call comes in between.
    state.done = this.#rounds(partnershipId, indicatorId, state, () => this.#running.delete(key));
    return state.done;
  }

  async #rounds(partnershipId: string, indicatorId: string, state: { again: boolean }, end: () => void): Promise<void> {
    const waiting = new WaitingDecisions(this.tenancy, this.decider, partnershipId, indicatorId);
    try {
      for (let round = 0; round < mostRounds && !this.#isStopping; round += 1) {
        state.again = false;
        const before = waiting.written;
        const found = await waiting.round();
        await this.statistics.noteChange(decidedTables, waiting.written - before);
        if (found) this.events.announce(partnershipId);
        else if (!state.again) return;
      }
    } catch (error) {
      this.#tell(error);
    } finally {
      end();
    }
  }

  /** By its kind alone: a message could repeat a number. */
  #tell(error: unknown): void {
    if (this.#isStopping) return;
    const kind = error instanceof Error ? ('code' in error ? `${error.name} ${String(error.code)}` : error.name) : '';
    this.#log.error(`A decision failed and will be tried again (${kind}).`);
  }
}
