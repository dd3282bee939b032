import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Database } from '../database/database.ts';

/** Work that happens while nobody waits. */
export interface Job {
  /** Lower case with hyphens; the queue's name in the database. */
  readonly name: string;
  /** When it runs by itself, as a cron expression in UTC; it also runs when {@link Jobs.wake} is called. */
  readonly cron: string;
  /**
   * Does the work. It may be run again after it was killed at any point, on another node too, and never twice at the
   * same time. What it throws is retried a minute later by its schedule.
   */
  run(): Promise<void>;
}

const schema = 'jobs';
/** How long a run may take before another node may begin it anew, in seconds. */
const expireAfter = 900;
const pollEvery = 2;
/** The embedded database runs one transaction at a time, and the polling of a worker is one. */
const pollEmbeddedEvery = 5;

/**
 * Runs jobs by pg-boss, on every engine and on as many nodes as there are: each run is taken by one of them. The state of
 * the work itself is in our own tables; what is queued here says only that there is some (decision 0026).
 */
@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  readonly #known = new Map<string, Job>();
  #boss: PgBoss | null = null;
  #starting: Promise<void> | null = null;
  #isStopping = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Declares a job; called while the modules start. */
  define(job: Job): void {
    if (this.#known.has(job.name)) throw new Error(`two jobs are called ${job.name}`);
    this.#known.set(job.name, job);
  }

  /** Begins to run what was declared; until then nothing runs by itself. Of a server that is stopping nothing begins. */
  async start(): Promise<void> {
    if (this.#isStopping) return;
    this.#starting = this.#begin();
    await this.#starting;
  }

  async #begin(): Promise<void> {
    const isEmbedded = this.settings.database.kind === 'embedded';
    const boss = new PgBoss({
      db: { executeSql: (text, values) => this.#execute(text, values) },
      schema,
      ...(isEmbedded && { backend: 'pglite' as const }),
      reindex: false,
      monitorVacuum: false,
    });
    // Every error here is tried again by pg-boss; an outage of the database would otherwise fill the log.
    let lastMessage = '';
    boss.on('error', (error) => {
      if (error.message === lastMessage) return;
      lastMessage = error.message;
      console.error(`Jobs: ${error.message}`);
    });
    this.#boss = boss;
    await boss.start();
    for (const job of this.#known.values()) await this.#serve(boss, job, isEmbedded ? pollEmbeddedEvery : pollEvery);
  }

  /** Runs a job soon, once, however often this is called meanwhile; without {@link start} nothing happens. */
  async wake(name: string): Promise<void> {
    // Whatever is not queued is found by the job's next run on its schedule.
    await this.#boss?.send(name, null).catch(() => null);
  }

  /** Runs a job now and waits for it: for commands and tests. */
  async runNow(name: string): Promise<void> {
    const job = this.#known.get(name);
    if (!job) throw new Error(`no job is called ${name}`);
    await job.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    // What is half begun is brought to its end first: the connections that it needs close after this.
    await this.#starting?.catch(() => undefined);
    await this.#boss?.stop({ graceful: true, timeout: 5_000 });
    this.#boss = null;
  }

  async #serve(boss: PgBoss, job: Job, pollingIntervalSeconds: number): Promise<void> {
    // At most one run waits and at most one is under way.
    await boss.createQueue(job.name, { policy: 'stately', retryLimit: 0, expireInSeconds: expireAfter });
    await boss.schedule(job.name, job.cron);
    await boss.work(job.name, { pollingIntervalSeconds, batchSize: 1 }, async () => job.run());
  }

  async #execute(text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
    const result = await this.database.pool.query(text, values);
    // Of several statements in one text, pg-boss looks at the rows of all of them.
    const rows = Array.isArray(result)
      ? result.flatMap((one: { rows: Record<string, unknown>[] }) => one.rows)
      : result.rows;
    return { rows };
  }
}
