import type { LinkedItem, LinkedVerb } from '@throughline/domain/item-links';
import { type Problem, problemOfErrors } from '../../shared/server/transport.ts';

/** What the server answered, or the problem. */
export type LinkAnswer = { data: LinkedItem } | { problem: Problem };

/** One step with the item. */
export interface Step {
  /** The same for each attempt. */
  idempotencyKey: string;
  version: number;
  verb: LinkedVerb;
  note: string;
  promisedBy: string | null;
}

const patience = 20_000;

/** Asks the link's own endpoint. Never throws: no network and a time-out are the problem NETWORK. */
async function call(token: string, body?: Step): Promise<LinkAnswer> {
  try {
    const response = await fetch('/item-link', {
      method: body ? 'POST' : 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'x-item-link': token, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.status === 502 || response.status === 504) return { problem: { code: 'NETWORK', message: '' } };
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { data: answer as unknown as LinkedItem };
    return { problem: problemOfErrors([{ message: String(answer['message'] ?? ''), extensions: answer }]) };
  } catch (error) {
    return { problem: { code: 'NETWORK', message: error instanceof Error ? error.message : '' } };
  }
}

/** What the link shows. */
export const openItem = (token: string): Promise<LinkAnswer> => call(token);

/** Takes one step. */
export const takeStep = (token: string, step: Step): Promise<LinkAnswer> => call(token, step);
