import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerStateNow,
  dueOnOf,
  firstOpenPeriod,
  linkToken,
  readLinkToken,
  requestedPeriods,
  standingOf,
} from './data-requests.ts';
import { addDays } from './dates.ts';
import { nextPeriod, periodContaining } from './periods.ts';
import { cadences, dataAnswerStates, importStates } from './vocabulary.ts';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
const anyCadence = fc.constantFrom(...cadences);

describe('the periods of a data request', () => {
  it('are those that are over, one after the other, the newest first', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyCadence,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 30 }),
        (from, cadence, days, most) => {
          const today = addDays(from, days);
          const periods = requestedPeriods({ from, cadence }, today, most);
          expect(periods.length).toBeLessThanOrEqual(most);
          periods.forEach((period, at) => {
            expect(period.end < today).toBe(true);
            expect(period.end >= from).toBe(true);
            const newer = periods[at - 1];
            expect(newer ? nextPeriod(period, cadence) : undefined).toEqual(newer);
          });
          // Nothing that is over is left out but the oldest.
          const [newest] = periods;
          const next = newest ? nextPeriod(newest, cadence) : periodContaining(from, cadence);
          expect(next.end >= today).toBe(true);
          const oldest = periods.length < most ? (periods.at(-1)?.start ?? next.start) : null;
          expect([null, periodContaining(from, cadence).start]).toContain(oldest);
        },
      ),
    );
  });

  it('are open from the first that has no answer, whatever came after it', () => {
    fc.assert(
      fc.property(anyDay, anyCadence, fc.array(fc.boolean(), { maxLength: 12 }), (from, cadence, answers) => {
        let period = periodContaining(from, cadence);
        const answered = new Set<string>();
        let expected: string | undefined;
        for (const isAnswered of answers) {
          if (isAnswered) answered.add(period.start);
          else expected ??= period.start;
          period = nextPeriod(period, cadence);
        }
        expect(firstOpenPeriod({ from, cadence }, answered).start).toBe(expected ?? period.start);
      }),
    );
  });
});

describe('what an organization owes', () => {
  it('is nothing until the period is over, due through the days of grace, and late from the day after', () => {
    fc.assert(
      fc.property(anyDay, anyCadence, fc.integer({ min: 0, max: 366 }), (day, cadence, grace) => {
        const { end } = periodContaining(day, cadence);
        const dueOn = dueOnOf({ end }, { graceDays: grace, requestedOn: end });
        expect(standingOf({ end, dueOn }, end)).toBe('upcoming');
        expect(standingOf({ end, dueOn }, addDays(end, 1))).toBe(grace === 0 ? 'late' : 'due');
        expect(standingOf({ end, dueOn }, dueOn)).toBe(grace === 0 ? 'upcoming' : 'due');
        expect(standingOf({ end, dueOn }, addDays(dueOn, 1))).toBe('late');
      }),
    );
  });

  it('is late with nothing before the days to send have passed since the request', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyCadence,
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: 0, max: 366 }),
        (day, cadence, after, graceDays) => {
          const { end } = periodContaining(day, cadence);
          const requestedOn = addDays(end, after);
          const dueOn = dueOnOf({ end }, { graceDays, requestedOn });
          expect(dueOn).toBe(addDays(after > 0 ? requestedOn : end, graceDays));
          expect(standingOf({ end, dueOn }, addDays(requestedOn, graceDays))).not.toBe('late');
        },
      ),
    );
  });

  it('is to be reviewed again once the import of an accepted answer is not in force', () => {
    for (const state of dataAnswerStates) {
      for (const importState of [...importStates, null]) {
        const isBack = state === 'accepted' && importState !== null && importState !== 'committed';
        expect(answerStateNow(state, importState)).toBe(isBack ? 'sent' : state);
      }
    }
  });
});

describe('the token of a link', () => {
  const secret = fc.stringMatching(/^[\w-]{43}$/);

  it('says its partnership and its secret', () => {
    fc.assert(
      fc.property(fc.uuid(), secret, (partnershipId, hidden) => {
        expect(readLinkToken(linkToken(partnershipId, hidden))).toEqual({ partnershipId, secret: hidden });
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.uuid(), (text, id) => {
        expect(readLinkToken(text)).toBeNull();
        expect(readLinkToken(linkToken(id, `${text}'`))).toBeNull();
      }),
    );
  });
});
