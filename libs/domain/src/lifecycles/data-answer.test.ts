import { describe, expect, it } from 'vitest';
import { next } from '../lifecycle.ts';
import { lifecycleProblems } from '../test/lifecycle-problems.ts';
import { dataAnswerLifecycle } from './data-answer.ts';

describe('an answer to a data request', () => {
  it('has no state without a way', () => expect(lifecycleProblems(dataAnswerLifecycle)).toEqual([]));

  it('is sent back only with a word', () => {
    expect(next(dataAnswerLifecycle, 'sent', 'return', { word: ' ' })).toMatchObject({ code: 'ANSWER_WORD_REQUIRED' });
    expect(next(dataAnswerLifecycle, 'sent', 'return', { word: 'Is that all schools?' })).toEqual({
      ok: true,
      to: 'returned',
    });
  });

  it('is replaced until it is accepted, and reviewed once', () => {
    expect(next(dataAnswerLifecycle, 'sent', 'replace')).toEqual({ ok: true, to: 'replaced' });
    expect(next(dataAnswerLifecycle, 'returned', 'replace')).toEqual({ ok: true, to: 'replaced' });
    expect(next(dataAnswerLifecycle, 'accepted', 'replace')).toMatchObject({ code: 'ANSWER_IN_USE' });
    expect(next(dataAnswerLifecycle, 'accepted', 'accept')).toMatchObject({ code: 'ANSWER_ACCEPTED' });
    expect(next(dataAnswerLifecycle, 'returned', 'accept')).toMatchObject({ code: 'ANSWER_RETURNED' });
    expect(next(dataAnswerLifecycle, 'replaced', 'accept')).toMatchObject({ code: 'ANSWER_REPLACED' });
  });
});
