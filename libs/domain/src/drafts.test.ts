import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barrierFromBlockedAction, type BlockedAction } from './blocked-action.ts';
import { changePrediction } from './lifecycles/prediction.ts';
import { cycleGaps, draftFromQuickLog, titleFrom } from './quick-log.ts';

const at = '2026-03-10T15:00:00Z';
const log = {
  tried: 'Texted five families the evening before.',
  expected: 'Four come',
  happened: 'Three came',
  ideaId: 'i',
};

describe('quick log', () => {
  it('makes a retrospective cycle in Study, with its gaps named', () => {
    expect(draftFromQuickLog(log, 'q', at)).toEqual({
      ok: true,
      title: 'Texted five families the evening before',
      stage: 'study',
      retrospective: true,
      ideaId: 'i',
      plan: 'Texted five families the evening before.',
      questions: [
        {
          id: 'q',
          text: 'Texted five families the evening before',
          prediction: { text: 'Four come', direction: null, low: null, high: null },
          lockedAt: null,
        },
      ],
      doNotes: 'Three came',
      gaps: [
        'no_prediction_locked_beforehand',
        'prediction_not_measurable',
        'as_planned_not_answered',
        'no_verdict',
        'no_measure',
        'no_scale',
        'no_decision',
      ],
    });
  });

  it('locks the prediction of a test that has no result yet', () => {
    const draft = draftFromQuickLog({ ...log, happened: ' ' }, 'q', at);
    expect(draft).toMatchObject({ stage: 'do', retrospective: false, doNotes: null, questions: [{ lockedAt: at }] });
    const question = draft.ok ? draft.questions[0] : undefined;
    expect(question && changePrediction(question, null, { stage: 'do' })).toMatchObject({ code: 'PREDICTION_LOCKED' });
  });

  it('takes a log without an expectation, and refuses only an empty one', () => {
    const draft = draftFromQuickLog({ ...log, expected: '', ideaId: null }, 'q', at);
    expect(draft).toMatchObject({ ok: true, questions: [] });
    expect(draft.ok && draft.gaps.includes('no_prediction') && draft.gaps.includes('no_idea')).toBe(true);
    expect(draftFromQuickLog({ ...log, tried: '  ' }, 'q', at)).toMatchObject({ code: 'QUICK_LOG_TRIED_REQUIRED' });
  });

  it('never claims a locked prediction for what has already happened', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, text, (tried, expected, happened) => {
        const draft = draftFromQuickLog(
          { tried: `x${tried}`, expected, happened: `x${happened}`, ideaId: null },
          'q',
          at,
        );
        expect(draft).toMatchObject({ ok: true, retrospective: true });
        expect(draft.ok && draft.questions.every((question) => question.lockedAt === null)).toBe(true);
        expect(draft.ok && draft.gaps.every((gap) => cycleGaps.includes(gap))).toBe(true);
      }),
    );
  });

  it('keeps titles short and whole', () => {
    expect(titleFrom('One. Two.')).toBe('One');
    expect(titleFrom('Met at 4.30 pm. Then more.')).toBe('Met at 4.30 pm');
    const long = titleFrom(`${'Called every family on the list '.repeat(5)}today`);
    expect(long).toMatch(/^Called .*(family|every|list|on|the|Called)…$/);
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => Array.from(titleFrom(text)).length <= 80));
  });
});

describe('a blocked action', () => {
  const action: BlockedAction = {
    id: 'a1',
    title: 'Share the bus schedule with families',
    state: 'blocked',
    networkId: 'n1',
    blockedReason: 'The district has not released it.',
    dueOn: '2026-03-20',
  };

  it('becomes a barrier that is filled in, without a guessed category', () => {
    expect(barrierFromBlockedAction(action, '2026-03-10')).toEqual({
      ok: true,
      kind: 'barrier',
      subject: 'Share the bus schedule with families',
      reason: 'The district has not released it.',
      dueOn: '2026-03-20',
      category: null,
      respondBy: '2026-03-20',
      networkId: 'n1',
      sourceActionId: 'a1',
      relation: 'blocked_by',
    });
  });

  it.each([
    [null, '2026-03-24'],
    ['2026-06-01', '2026-03-24'],
    ['2026-03-11', '2026-03-13'],
    ['2026-03-01', '2026-03-13'],
  ])('due on %s asks for an answer by %s', (dueOn, respondBy) => {
    expect(barrierFromBlockedAction({ ...action, dueOn }, '2026-03-10')).toMatchObject({ respondBy });
  });

  it('is refused while nothing blocks it', () => {
    expect(barrierFromBlockedAction({ ...action, state: 'in_progress' }, '2026-03-10')).toMatchObject({
      code: 'ACTION_NOT_BLOCKED',
    });
  });
});
