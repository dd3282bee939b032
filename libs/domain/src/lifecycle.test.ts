import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { next, verbsFrom, type Lifecycle } from './lifecycle.ts';
import { refusal } from './refusals/refusal.ts';
import { actionPlanLifecycle } from './lifecycles/action-plan.ts';
import { actionLifecycle } from './lifecycles/action.ts';
import { adoptionLifecycle } from './lifecycles/adoption.ts';
import { changeIdeaLifecycle } from './lifecycles/change-idea.ts';
import { charterLifecycle } from './lifecycles/charter.ts';
import { cycleLifecycle } from './lifecycles/cycle.ts';
import { escalationLifecycle } from './lifecycles/escalation.ts';
import { networkLifecycle } from './lifecycles/network.ts';
import { practiceLifecycle } from './lifecycles/practice.ts';
import { strategyLifecycle } from './lifecycles/strategy.ts';
import { lifecycleProblems } from './test/lifecycle-problems.ts';

/** Facts that satisfy every guard except those that need something particular. */
const goodFacts = {
  reason: 'because',
  note: 'because',
  aimIsComplete: true,
  agreeing: 2,
  objecting: 0,
  successorIsAdopted: true,
  successorIsAgreed: true,
  assignedActions: 3,
  learned: 'something',
  sitesUsing: 2,
  stoppedFrom: 'sustaining',
  promisedOn: '2026-01-31',
  redirectedToId: 'b',
  askedOfId: 'a',
  predictedQuestions: 1,
  doNotes: 'it happened',
  decision: 'adopt',
  practiceId: 'p',
  isAnswered: false,
  followedBy: null,
};

/** What was answered cannot be edited, and what was not cannot be revised: no facts are good for both. */
const factsFor = (verb: string) => (verb === 'revise' ? { ...goodFacts, isAnswered: true } : goodFacts);

type AnyLifecycle = Lifecycle<string, string, typeof goodFacts>;

const all = [
  actionPlanLifecycle,
  actionLifecycle,
  adoptionLifecycle,
  changeIdeaLifecycle,
  charterLifecycle,
  cycleLifecycle,
  escalationLifecycle,
  networkLifecycle,
  practiceLifecycle,
  strategyLifecycle,
].map((each) => each as unknown as AnyLifecycle);

const verbsOf = (lifecycle: AnyLifecycle) => [...new Set(lifecycle.transitions.map((each) => each.verb))];

describe.each(all.map((each) => [each.name, each] as const))('the lifecycle of %s', (_name, lifecycle) => {
  it('reaches every state and leaves no dead end', () => {
    expect(lifecycleProblems(lifecycle)).toEqual([]);
  });

  it('never leaves its table, whatever the verbs', () => {
    const verbs = fc.array(fc.constantFrom(...verbsOf(lifecycle)), { maxLength: 40 });
    fc.assert(
      fc.property(verbs, fc.boolean(), (sequence, withFacts) => {
        let state = lifecycle.initial;
        for (const verb of sequence) {
          const known = verbsFrom(lifecycle, state).includes(verb);
          const outcome = next(lifecycle, state, verb, withFacts ? factsFor(verb) : undefined);
          // With every fact given the table alone decides; without, its guards may refuse more, never less.
          expect(outcome.ok).toBe(known && (withFacts || outcome.ok));
          state = outcome.ok ? outcome.to : state;
          expect(lifecycle.states).toContain(state);
        }
      }),
    );
  });

  it('refuses every absent row with a stable code', () => {
    for (const state of lifecycle.states) {
      for (const verb of verbsOf(lifecycle)) {
        const outcome = next(lifecycle, state, verb);
        if (outcome.ok) continue;
        expect(outcome.code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
      }
    }
  });

  it('lets every row through when its facts are there', () => {
    for (const row of lifecycle.transitions) {
      for (const from of typeof row.from === 'string' ? [row.from] : row.from) {
        expect(next(lifecycle, from, row.verb, factsFor(row.verb))).toEqual({ ok: true, to: row.to });
      }
    }
  });
});

describe('lifecycleProblems', () => {
  const broken: Lifecycle<string, string> = {
    name: 'broken',
    states: ['a', 'b', 'island', 'trap'],
    initial: 'a',
    ends: ['b'],
    transitions: [
      { from: 'a', verb: 'go', to: 'b' },
      { from: ['a', 'b'], verb: 'go', to: 'trap' },
      { from: 'b', verb: 'leave', to: 'nowhere' },
    ],
    refuse: () => refusal('NOT_ALLOWED'),
  };

  it('names each kind of fault', () => {
    expect(lifecycleProblems(broken)).toEqual([
      'broken: unknown state nowhere',
      'broken: two rows for a go',
      'broken: island cannot be reached',
      'broken: island leads to no end',
      'broken: trap leads to no end',
    ]);
  });
});
