import type { DataForm, FormDraft } from '@throughline/domain/data-form';
import { type Problem, problemOfErrors } from '../../shared/server/transport.ts';

/** What the server answered, or the problem. */
export type FormAnswer<Data> = { data: Data } | { problem: Problem };

/** An answer as the form sends it. */
export interface SentAnswer {
  idempotencyKey: string;
  answerId: string;
  periodStart: string;
  follows: number;
  note: string;
  cells: object[];
  /** That there are none; the note says why. */
  hasNone: boolean;
}

const patience = 20_000;

/** Asks the form's own endpoint. Never throws: no network and a time-out are the problem NETWORK. */
async function call<Data>(method: string, path: string, token: string, body?: object): Promise<FormAnswer<Data>> {
  try {
    const response = await fetch(`/data-form${path}`, {
      method,
      // The link alone says who asks: a session of the same browser has no part in it.
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'x-data-link': token, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.status === 502 || response.status === 504) return { problem: { code: 'NETWORK', message: '' } };
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { data: answer as Data };
    return { problem: problemOfErrors([{ message: String(answer['message'] ?? ''), extensions: answer }]) };
  } catch (error) {
    return { problem: { code: 'NETWORK', message: error instanceof Error ? error.message : '' } };
  }
}

/** All that the form shows. */
export const openForm = (token: string): Promise<FormAnswer<DataForm>> => call('GET', '', token);

/** Keeps what is typed with the link. */
export const keepDraft = (
  token: string,
  draft: FormDraft & { periodStart: string },
): Promise<FormAnswer<{ version: number }>> => call('PUT', '/draft', token, draft);

/** Sends the numbers of a period. */
export const sendAnswer = (token: string, answer: SentAnswer): Promise<FormAnswer<{ answerId: string }>> =>
  call('POST', '/answers', token, answer);
