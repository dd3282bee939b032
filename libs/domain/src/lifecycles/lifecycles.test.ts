import { describe, expect, it } from 'vitest';
import { next, verbsFrom } from '../lifecycle.ts';
import { cycleStages, escalationStates } from '../vocabulary.ts';
import { actionPlanLifecycle } from './action-plan.ts';
import { actionLifecycle } from './action.ts';
import { moveAdoption } from './adoption.ts';
import { changeIdeaLifecycle } from './change-idea.ts';
import { charterLifecycle } from './charter.ts';
import { cycleLifecycle, followedBy, verbOfReturn } from './cycle.ts';
import {
  escalationIsOpen,
  escalationIsUnanswered,
  escalationLifecycle,
  escalationStatesWaitingFor,
  escalationWaitsFor,
  openEscalationStates,
  sideOfVerb,
  wordsAreAnswered,
} from './escalation.ts';
import { practiceLifecycle } from './practice.ts';

describe('charter', () => {
  it('is submitted only with a complete aim', () => {
    expect(next(charterLifecycle, 'draft', 'submit')).toMatchObject({ code: 'CHARTER_AIM_INCOMPLETE' });
    expect(next(charterLifecycle, 'draft', 'submit', { aimIsComplete: true })).toEqual({ ok: true, to: 'in_review' });
  });

  it('is adopted only out of review, signed off, with every objection answered', () => {
    expect(next(charterLifecycle, 'draft', 'adopt', { agreeing: 3, objecting: 0 })).toMatchObject({
      code: 'CHARTER_NOT_IN_REVIEW',
    });
    expect(next(charterLifecycle, 'in_review', 'adopt', { agreeing: 0, objecting: 0 })).toMatchObject({
      code: 'CHARTER_NOT_SIGNED_OFF',
    });
    expect(next(charterLifecycle, 'in_review', 'adopt', { agreeing: 3, objecting: 1 })).toMatchObject({
      code: 'CHARTER_OBJECTION_UNANSWERED',
    });
    expect(
      next(charterLifecycle, 'in_review', 'adopt', { agreeing: 3, objecting: 1, reason: 'Scope was narrowed.' }),
    ).toEqual({ ok: true, to: 'adopted' });
  });

  it('becomes amended only when its successor is adopted', () => {
    expect(next(charterLifecycle, 'adopted', 'amend')).toMatchObject({ code: 'CHARTER_SUCCESSOR_NOT_ADOPTED' });
    expect(next(charterLifecycle, 'adopted', 'amend', { successorIsAdopted: true })).toEqual({
      ok: true,
      to: 'amended',
    });
    expect(next(charterLifecycle, 'amended', 'submit')).toMatchObject({ code: 'CHARTER_CLOSED' });
  });
});

describe('action plan', () => {
  it('is agreed with at least one assigned action', () => {
    expect(next(actionPlanLifecycle, 'draft', 'agree', { assignedActions: 0 })).toMatchObject({
      code: 'PLAN_HAS_NO_ASSIGNED_ACTION',
    });
    expect(next(actionPlanLifecycle, 'draft', 'agree', { assignedActions: 1 })).toEqual({ ok: true, to: 'agreed' });
  });
});

describe('action', () => {
  it('asks why it is blocked, and not why it is done', () => {
    expect(next(actionLifecycle, 'in_progress', 'block', { reason: '  ' })).toMatchObject({
      code: 'ACTION_REASON_REQUIRED',
    });
    expect(next(actionLifecycle, 'blocked', 'complete')).toEqual({ ok: true, to: 'done' });
    expect(next(actionLifecycle, 'done', 'complete')).toMatchObject({ code: 'ACTION_CLOSED' });
    expect(next(actionLifecycle, 'in_progress', 'reopen')).toMatchObject({ code: 'ACTION_NOT_CLOSED' });
    expect(next(actionLifecycle, 'blocked', 'start')).toMatchObject({ code: 'ACTION_BLOCKED' });
  });
});

describe('cycle', () => {
  it('skips no stage and goes back to none', () => {
    expect(next(cycleLifecycle, 'plan', 'begin_study', { doNotes: 'x' })).toMatchObject({
      code: 'CYCLE_STAGE_SKIPPED',
    });
    expect(next(cycleLifecycle, 'do', 'decide')).toMatchObject({ code: 'CYCLE_STAGE_SKIPPED' });
    expect(next(cycleLifecycle, 'study', 'begin_do', { predictedQuestions: 1 })).toMatchObject({
      code: 'CYCLE_STAGE_PASSED',
    });
    expect(next(cycleLifecycle, 'closed', 'decide')).toMatchObject({ code: 'CYCLE_CLOSED' });
  });

  it('begins Do with a prediction, or retrospectively without one', () => {
    expect(next(cycleLifecycle, 'plan', 'begin_do', { predictedQuestions: 0 })).toMatchObject({
      code: 'CYCLE_PREDICTION_REQUIRED',
    });
    expect(next(cycleLifecycle, 'plan', 'begin_do', { predictedQuestions: 1 })).toEqual({ ok: true, to: 'do' });
    expect(next(cycleLifecycle, 'plan', 'begin_do', { retrospective: true })).toEqual({ ok: true, to: 'do' });
  });

  it('studies only what was recorded', () => {
    expect(next(cycleLifecycle, 'do', 'begin_study', { doNotes: ' ' })).toMatchObject({
      code: 'CYCLE_NOTHING_RECORDED',
    });
  });

  it.each([
    ['adapt', 'CYCLE_SUCCESSOR_REQUIRED', { successorId: 'c2' }],
    ['expand', 'CYCLE_SUCCESSOR_REQUIRED', { successorId: 'c2' }],
    ['abandon', 'CYCLE_LEARNING_REQUIRED', { learned: 'Texts at night are not read.' }],
    ['adopt', 'CYCLE_PRACTICE_REQUIRED', { practiceId: 'p1' }],
  ] as const)('decides %s with what it needs', (decision, code, facts) => {
    expect(next(cycleLifecycle, 'act', 'decide', { decision })).toMatchObject({ code });
    expect(next(cycleLifecycle, 'act', 'decide', { decision, ...facts })).toEqual({ ok: true, to: 'closed' });
  });

  it('needs a decision', () => {
    expect(next(cycleLifecycle, 'act', 'decide')).toMatchObject({ code: 'CYCLE_DECISION_REQUIRED' });
  });
});

describe('the return of a cycle', () => {
  it('leads to an earlier stage and never to Plan, where predictions are open', () => {
    expect(next(cycleLifecycle, 'act', 'return_to_do')).toEqual({ ok: true, to: 'do' });
    expect(next(cycleLifecycle, 'do', 'return_to_do')).toMatchObject({ ok: false });
    const returns = Object.values(verbOfReturn);
    const led = cycleLifecycle.transitions.filter(({ verb }) => returns.includes(verb)).map(({ to }) => to);
    expect(led).not.toContain('plan');
    expect(verbOfReturn.plan).toBeUndefined();
  });

  it('reopens a decision on which nothing stands', () => {
    const reopen = (...decided: Parameters<typeof followedBy>) =>
      next(cycleLifecycle, 'closed', 'reopen', { followedBy: followedBy(...decided) });
    expect(reopen('abandon', 'x')).toEqual({ ok: true, to: 'act' });
    expect(reopen('adopt', null)).toMatchObject({ code: 'CYCLE_HAS_PRACTICE' });
    expect(reopen('expand', 'x')).toMatchObject({ code: 'CYCLE_CONTINUED' });
    expect(reopen('adapt', null)).toEqual({ ok: true, to: 'act' });
    expect(next(cycleLifecycle, 'closed', 'reopen')).toMatchObject({ code: 'CYCLE_CONTINUED' });
  });
});

describe('the verbs of each state', () => {
  it('are one for each stage of a cycle', () => {
    expect(cycleStages.map((stage) => verbsFrom(cycleLifecycle, stage))).toEqual([
      ['begin_do'],
      ['begin_study'],
      ['begin_act', 'return_to_do'],
      ['decide', 'return_to_do', 'return_to_study'],
      ['reopen'],
    ]);
  });

  it('are the contract of an escalation', () => {
    expect(Object.fromEntries(escalationStates.map((state) => [state, verbsFrom(escalationLifecycle, state)]))).toEqual(
      {
        raised: ['acknowledge', 'commit', 'decline', 'redirect', 'edit', 'revise', 'withdraw'],
        acknowledged: ['commit', 'decline', 'redirect', 'edit', 'revise', 'withdraw'],
        committed: ['decline', 'fulfil', 'revise', 'withdraw'],
        declined: ['accept', 'reopen', 'revise', 'withdraw'],
        redirected: ['acknowledge', 'commit', 'decline', 'redirect', 'accept', 'edit', 'revise', 'withdraw'],
        fulfilled: ['confirm', 'reopen', 'revise'],
        confirmed: ['reopen'],
        accepted: ['reopen'],
        withdrawn: [],
      },
    );
  });
});

describe('escalation', () => {
  it('is committed with words and a day', () => {
    expect(next(escalationLifecycle, 'raised', 'commit', { promisedOn: '2026-02-01' })).toMatchObject({
      code: 'ESCALATION_ANSWER_REQUIRED',
    });
    expect(next(escalationLifecycle, 'raised', 'commit', { note: 'A bus at 7.' })).toMatchObject({
      code: 'ESCALATION_PROMISE_DATE_REQUIRED',
    });
  });

  it('is redirected to somebody else, who then owes the answer', () => {
    const facts = { note: 'They run the buses.', askedOfId: 'a' };
    expect(next(escalationLifecycle, 'acknowledged', 'redirect', facts)).toMatchObject({
      code: 'ESCALATION_TARGET_REQUIRED',
    });
    expect(next(escalationLifecycle, 'acknowledged', 'redirect', { ...facts, redirectedToId: 'a' })).toMatchObject({
      code: 'ESCALATION_TARGET_UNCHANGED',
    });
    expect(next(escalationLifecycle, 'acknowledged', 'redirect', { ...facts, redirectedToId: 'b' })).toEqual({
      ok: true,
      to: 'redirected',
    });
    expect(escalationIsUnanswered('redirected')).toBe(true);
    expect(next(escalationLifecycle, 'redirected', 'acknowledge')).toEqual({ ok: true, to: 'acknowledged' });
  });

  it('cannot be confirmed before it is fulfilled, and is reopened with what is missing', () => {
    expect(next(escalationLifecycle, 'committed', 'confirm')).toMatchObject({ code: 'ESCALATION_NOT_FULFILLED' });
    expect(next(escalationLifecycle, 'fulfilled', 'reopen')).toMatchObject({ code: 'ESCALATION_MISSING_REQUIRED' });
    expect(next(escalationLifecycle, 'fulfilled', 'reopen', { note: 'Only one school.' })).toEqual({
      ok: true,
      to: 'raised',
    });
  });

  it('splits the verbs between the two sides', () => {
    const asker = Object.entries(sideOfVerb).filter(([, side]) => side === 'asker');
    expect(asker.map(([verb]) => verb)).toEqual(['confirm', 'accept', 'reopen', 'edit', 'revise', 'withdraw']);
  });

  it('waits for one side in every open state, and for nobody once it is closed', () => {
    expect(escalationStatesWaitingFor('answer')).toEqual(['raised', 'acknowledged', 'redirected']);
    expect(escalationStatesWaitingFor('deed')).toEqual(['committed']);
    expect(escalationStatesWaitingFor('verdict')).toEqual(['declined', 'fulfilled']);
    for (const state of escalationStates) {
      expect(escalationLifecycle.ends.includes(state)).toBe(escalationWaitsFor(state) === null);
      expect(escalationIsOpen(state)).toBe(openEscalationStates.includes(state));
    }
    for (const state of openEscalationStates) {
      const movers = verbsFrom(escalationLifecycle, state).map((verb) => sideOfVerb[verb]);
      expect(movers).toContain(escalationWaitsFor(state) === 'verdict' ? 'asker' : 'answerer');
    }
  });

  it('is edited while its words are unanswered, and asked anew once they are; to have seen it is no answer', () => {
    const seen = [{ verb: 'acknowledge' as const, wording: 1 }];
    const declined = [...seen, { verb: 'decline' as const, wording: 1 }];
    expect([wordsAreAnswered(seen, 1), wordsAreAnswered(declined, 1), wordsAreAnswered(declined, 2)]).toEqual([
      false,
      true,
      false,
    ]);
    const [fresh, answered] = [{ isAnswered: false }, { isAnswered: true }];
    expect(next(escalationLifecycle, 'acknowledged', 'edit', fresh)).toEqual({ ok: true, to: 'raised' });
    for (const facts of [answered, {}]) {
      expect(next(escalationLifecycle, 'raised', 'edit', facts)).toMatchObject({ code: 'ESCALATION_WORDS_ANSWERED' });
    }
    expect(next(escalationLifecycle, 'declined', 'edit', answered)).toMatchObject({
      code: 'ESCALATION_WORDS_ANSWERED',
    });
    for (const state of ['raised', 'redirected', 'committed', 'declined', 'fulfilled'] as const) {
      expect(next(escalationLifecycle, state, 'revise', answered)).toEqual({ ok: true, to: 'raised' });
    }
    expect(next(escalationLifecycle, 'raised', 'revise', fresh)).toMatchObject({ code: 'ESCALATION_NOT_ANSWERED' });
    for (const state of ['confirmed', 'accepted'] as const) {
      expect(next(escalationLifecycle, state, 'revise', answered)).toMatchObject({ code: 'ESCALATION_WORDS_CLOSED' });
      expect(next(escalationLifecycle, state, 'withdraw', { note: 'x' })).toMatchObject({ code: 'ESCALATION_CLOSED' });
    }
  });

  it('is closed with the no or the redirection that was given, without a word if need be', () => {
    expect(next(escalationLifecycle, 'declined', 'accept')).toEqual({ ok: true, to: 'accepted' });
    expect(next(escalationLifecycle, 'redirected', 'accept')).toEqual({ ok: true, to: 'accepted' });
    expect(next(escalationLifecycle, 'raised', 'accept')).toMatchObject({ code: 'ESCALATION_NOT_DECLINED' });
    expect(next(escalationLifecycle, 'accepted', 'reopen', { note: 'It matters again.' })).toMatchObject({
      to: 'raised',
    });
  });
});

describe('adoption', () => {
  it('steps forward, and flags what a jump passed over', () => {
    expect(moveAdoption('exploring', 'preparing')).toEqual({ ok: true, to: 'preparing', kind: 'step', skipped: [] });
    expect(moveAdoption('exploring', 'using')).toEqual({
      ok: true,
      to: 'using',
      kind: 'jump',
      skipped: ['preparing', 'trying'],
    });
    expect(moveAdoption('using', 'trying')).toMatchObject({ code: 'ADOPTION_STEP_BACK' });
    expect(moveAdoption('using', 'using')).toMatchObject({ code: 'ADOPTION_SAME_STAGE' });
  });

  it('stops with a reason and resumes no further than it was', () => {
    expect(moveAdoption('trying', 'stopped')).toMatchObject({ code: 'ADOPTION_STOP_REASON_REQUIRED' });
    expect(moveAdoption('trying', 'stopped', { reason: 'Staff left.' })).toMatchObject({ ok: true, kind: 'stop' });
    expect(moveAdoption('stopped', 'using', { stoppedFrom: 'trying' })).toMatchObject({
      code: 'ADOPTION_RESUME_TOO_FAR',
    });
    expect(moveAdoption('stopped', 'preparing', { stoppedFrom: 'trying' })).toMatchObject({ kind: 'resume' });
  });
});

describe('practice and change idea', () => {
  it('scales only what some site uses', () => {
    expect(next(practiceLifecycle, 'testing_scale', 'begin_scaling')).toMatchObject({ code: 'PRACTICE_NOT_IN_USE' });
    expect(next(practiceLifecycle, 'testing_scale', 'sustain', { sitesUsing: 1 })).toMatchObject({
      code: 'PRACTICE_NOT_SCALING',
    });
  });

  it('adopts only what was tested', () => {
    expect(next(changeIdeaLifecycle, 'proposed', 'adopt')).toMatchObject({ code: 'IDEA_NOT_TESTED' });
    expect(next(changeIdeaLifecycle, 'testing', 'abandon')).toMatchObject({ code: 'IDEA_LEARNING_REQUIRED' });
  });
});
