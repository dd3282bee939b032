import { addDays, dayIn } from '@throughline/domain/dates';
import { verbsFrom } from '@throughline/domain/lifecycle';
import {
  type EscalationAnswerVerb,
  escalationLifecycle,
  type EscalationVerb,
  sideOfVerb,
  wordsAreAnswered,
} from '@throughline/domain/lifecycles/escalation';
import type { Viewer } from '@throughline/domain/viewer';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../../../../test/support/database.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';
import { EscalationService } from './escalation.service.ts';
import type { EscalationType } from './escalation.type.ts';

const today = dayIn('America/New_York', new Date());

const verbs = Object.keys(sideOfVerb) as EscalationVerb[];
/** A step: what is tried, with words of its own, and by how many versions the person is behind. */
const step = fc.record({
  verb: fc.constantFrom(...verbs),
  behind: fc.constantFrom(0, 0, 0, 0, 1),
  days: fc.integer({ min: 1, max: 60 }),
});

describe.each(engines)('the contract of an ask on %s', (engine) => {
  let world: World;
  let escalations: EscalationService;
  beforeAll(async () => {
    world = await createWorld(engine);
    escalations = world.app.get(EscalationService, { strict: false });
  });
  afterAll(() => world.close());

  const raise = () =>
    escalations.raise(world.member, {
      idempotencyKey: uuidv7(),
      id: uuidv7(),
      networkId: world.ids.network,
      kind: 'barrier',
      category: 'operational',
      title: 'An aide',
      ask: 'One aide in each room.',
      respondBy: addDays(today, 10),
      toOrganizationId: world.ids.school,
    });

  /** Those who may answer whoever is asked now. */
  const answererOf = ({ toOrganizationId }: EscalationType): Viewer =>
    toOrganizationId === world.ids.clinic ? world.otherLeader : world.partnerLeader;

  function attempt(
    escalation: EscalationType,
    { verb, behind, days }: { verb: EscalationVerb; behind: number; days: number },
  ) {
    const day = addDays(today, days);
    const row = { idempotencyKey: uuidv7(), id: escalation.id, version: escalation.version - behind };
    if (verb === 'edit') return escalations.edit(world.member, { ...row, ask: `Words ${uuidv7()}`, respondBy: day });
    if (verb === 'revise')
      return escalations.revise(world.member, { ...row, title: `Title ${uuidv7()}`, respondBy: day });
    const by = sideOfVerb[verb] === 'asker' ? world.member : answererOf(escalation);
    const instead = escalation.toOrganizationId === world.ids.clinic ? world.ids.school : world.ids.clinic;
    return escalations.answer(by, verb satisfies EscalationAnswerVerb, {
      ...row,
      text: `Said ${uuidv7()}`,
      ...(verb === 'commit' && { promisedBy: day }),
      ...(verb === 'reopen' && { respondBy: day }),
      ...(verb === 'redirect' && { toOrganizationId: instead }),
    });
  }

  it('keeps every answer and the words that it was given to, whatever is done afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        let escalation = await raise();
        for (const next of steps) {
          const before = escalation;
          const isAnswered = wordsAreAnswered(before.answers as never, before.wording);
          const known = verbsFrom(escalationLifecycle, before.state).includes(next.verb);
          const fits = next.verb === 'edit' ? !isAnswered : next.verb === 'revise' ? isAnswered : true;
          const outcome = await attempt(before, next).catch((error: { extensions: { code: string } }) => error);
          const code = 'extensions' in outcome ? outcome.extensions.code : null;
          expect(code === null).toBe(known && fits && next.behind === 0);
          expect([null, 'REFUSED', 'CONFLICT']).toContain(code);
          if ('extensions' in outcome) continue;
          escalation = outcome;
          expect(escalation.answers.slice(0, before.answers.length)).toEqual(before.answers);
          expect(escalation.wordings.slice(0, before.wordings.length)).toEqual(before.wordings);
          expect(escalation.wordings.at(-1)).toMatchObject({
            number: escalation.wording,
            title: escalation.title,
            ask: escalation.ask,
          });
          const reworded = next.verb === 'edit' || next.verb === 'revise';
          expect(escalation.wording).toBe(before.wording + (reworded ? 1 : 0));
          expect(reworded ? escalation : escalation.answers.at(-1)).toMatchObject(
            reworded ? { state: 'raised', promisedBy: null } : { verb: next.verb, wording: before.wording },
          );
          expect(next.verb === 'revise' ? escalation.clock.daysWaiting : 0).toBe(0);
        }
      }),
      { numRuns: 12 },
    );
  });
});
