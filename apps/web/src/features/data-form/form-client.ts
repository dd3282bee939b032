import type { DataForm, FormDraft } from '@throughline/domain/data-form';
import { type LinkAnswer, linkClient } from '../../shared/server/link-client.ts';

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

const call = linkClient({ address: '/data-form', header: 'x-data-link', credentials: 'omit' });

/** All that the form shows. */
export const openForm = (token: string): Promise<LinkAnswer<DataForm>> => call('GET', '', token);

/** Keeps what is typed with the link. */
export const keepDraft = (
  token: string,
  draft: FormDraft & { periodStart: string },
): Promise<LinkAnswer<{ version: number }>> => call('PUT', '/draft', token, draft);

/** Sends the numbers of a period. */
export const sendAnswer = (token: string, answer: SentAnswer): Promise<LinkAnswer<{ answerId: string }>> =>
  call('POST', '/answers', token, answer);
