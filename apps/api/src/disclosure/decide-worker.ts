/** Decides on a thread of its own: a district takes seconds, in which the server must answer others. */
import { parentPort } from 'node:worker_threads';
import { loadHighsSolver } from '@throughline/measurement/disclosure';
import { decide } from './decide.ts';
import type { DecisionJob } from './decision-job.ts';

const solver = loadHighsSolver();

parentPort?.on('message', ({ id, job }: { id: number; job: DecisionJob }) => {
  void solver
    .then((loaded) => ({ id, decided: decide(job, loaded) }))
    // The reason alone: a message could repeat a number.
    .catch((error: unknown) => ({ id, failure: error instanceof Error ? error.name : 'Error' }))
    .then((answer) => parentPort?.postMessage(answer));
});
