import { Worker } from 'node:worker_threads';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Solver } from '@throughline/measurement/disclosure';
import { decide } from './decide.ts';
import type { Decided, DecisionJob } from './decision-job.ts';

/** Up to this many observations are tried at once where they come: most need no solver. */
const fewRows = 300;

class NeedsSolver extends Error {}

/** Stands in for a solver until one is needed. */
const noSolver: Solver = {
  open: () => {
    throw new NeedsSolver('a solver is needed');
  },
};

interface Waiting {
  resolve(decided: Decided): void;
  reject(error: Error): void;
}

type Answer = { id: number; decided: Decided } | { id: number; failure: string };

/** Decides jobs one after the other, on one thread beside the server's where a solver is needed or the job is large. */
@Injectable()
export class Decider implements BeforeApplicationShutdown {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #last = 0;
  #isOver = false;

  /** @param among observations of all jobs that are to be decided with this one. */
  async decide(job: DecisionJob, among: number = job.rows.length): Promise<Decided> {
    if (among <= fewRows) {
      try {
        return decide(job, noSolver);
      } catch (error) {
        if (!(error instanceof NeedsSolver)) throw error;
      }
    }
    return this.#ask(job);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isOver = true;
    await this.#worker?.terminate();
  }

  #ask(job: DecisionJob): Promise<Decided> {
    if (this.#isOver) return Promise.reject(new Error('the server is stopping'));
    const worker = (this.#worker ??= this.#start());
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, job });
    });
  }

  #start(): Worker {
    // From sources the thread is TypeScript, which Node strips itself; in the build it is JavaScript.
    const fromSource = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`./decide-worker.${fromSource ? 'ts' : 'js'}`, import.meta.url), {
      execArgv: fromSource ? ['--conditions=throughline-source'] : [],
    });
    // A thread that waits for work must not keep a command from ending.
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (this.#waiting.size === 0) worker.unref();
      if ('decided' in answer) waiting?.resolve(answer.decided);
      else waiting?.reject(new Error(`the engine failed (${answer.failure})`));
    });
    const end = (): void => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Error('the engine ended'));
      this.#waiting.clear();
    };
    worker.on('error', end);
    worker.on('exit', end);
    return worker;
  }
}
