import { v7 as uuid } from 'uuid';
import type { Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { versionedForms } from './forms.ts';
import { uploadTogether } from './forms/imports.ts';
import { makeNetwork } from './forms/steps.ts';
import { cycleIn, inDays, mark, memberId, readCycle, write } from './network.ts';

/** A button that one person presses while another has just done something else to the same row. */
interface ActTogether {
  /** Makes the row, without the screen; answers its id and the address at which the button stands. */
  make(visitor: Visitor): Promise<{ id: string; path: string }>;
  /** Presses, as far as the write that goes out. */
  press(page: Page): Promise<void>;
  /** What somebody else does a moment earlier. */
  other(visitor: Visitor, id: string): Promise<unknown>;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
const pressing = (name: string | RegExp) => (page: Page) => button(page, name).first().click();
const reason = { reason: 'It was decided in the hall.' };

/** Presses in the dialog that the button opens, having said why. */
const pressingWithReason = (opener: string | RegExp, save: string) => async (page: Page) => {
  await button(page, opener).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('It took too long.');
  await button(page, save).last().click();
};

/** A write on a row with the version that its mutation has just seen. */
const writing =
  (mutation: string, versionOf: (visitor: Visitor, id: string) => Promise<number>, input: object = {}) =>
  async (visitor: Visitor, id: string) =>
    write(visitor, mutation, { id, version: await versionOf(visitor, id), ...input });

async function charter(visitor: Visitor, isInReview: boolean): Promise<{ id: string; path: string }> {
  const network = await makeNetwork(visitor);
  const id = await write(visitor, 'draftCharter', { id: uuid(), networkId: network });
  const { indicators } = await visitor.ask<{ indicators: { nodes: { id: string }[] } }>(
    '{ indicators(first: 1) { nodes { id } } }',
  );
  const aim = { aimFrom: 40, aimBaselineOn: '2025-06-30', aimTo: 50, aimBy: '2028-06-30' };
  await write(visitor, 'editCharter', { id, version: 1, aimIndicatorId: indicators.nodes[0]?.id, ...aim });
  if (isInReview) await write(visitor, 'submitCharter', { id, version: 2 });
  return { id, path: `/networks/${network}/charter` };
}
const reviewedVersion = () => Promise.resolve(3);
const draftVersion = () => Promise.resolve(2);
const firstVersion = () => Promise.resolve(1);

async function ask(visitor: Visitor): Promise<{ id: string; path: string }> {
  const id = await versionedForms['editEscalation']!.make(visitor);
  return { id, path: `/asks/${id}` };
}
const declining = async (page: Page): Promise<void> => {
  await button(page, 'Decline').click();
  await page.getByLabel('Why not').fill('The floor is being renewed.');
  await button(page, 'Decline the ask').click();
};

const addStrategy = (visitor: Visitor, planId: string): Promise<string> =>
  write(visitor, 'addStrategy', { id: uuid(), planId, kind: 'universal', title: `Both ${mark()}` });

async function strategy(visitor: Visitor): Promise<{ id: string; path: string }> {
  const network = await makeNetwork(visitor);
  const planId = await write(visitor, 'draftPlan', { id: uuid(), networkId: network });
  const id = await addStrategy(visitor, planId);
  return { id, path: `/networks/${network}/plan` };
}

const cycle = (stage: 'plan' | 'do' | 'study') => async (visitor: Visitor) => {
  const id = await cycleIn(visitor, stage, `Pressed together ${mark()}`);
  return { id, path: `/cycles/${id}` };
};
const cycleVersion = async (visitor: Visitor, id: string) => (await readCycle(visitor, id)).version;

async function upload(visitor: Visitor): Promise<{ id: string; path: string }> {
  const id = await uploadTogether(visitor);
  return { id, path: `/imports/${id}` };
}

/** Pairs of acts on one row, by the act that comes too late. */
export const actsTogether: Record<string, ActTogether> = {
  submitCharter: {
    make: (visitor) => charter(visitor, false),
    press: pressing('Send to review'),
    other: writing('retireCharter', draftVersion, reason),
  },
  adoptCharter: {
    make: (visitor) => charter(visitor, true),
    press: pressing('Adopt'),
    other: writing('returnCharter', reviewedVersion, reason),
  },
  returnCharter: {
    make: (visitor) => charter(visitor, true),
    press: async (page) => {
      await page.getByLabel('Reason').fill('The aim is vague.');
      await button(page, 'Return to draft').click();
    },
    other: writing('retireCharter', reviewedVersion, reason),
  },
  retireCharter: {
    make: (visitor) => charter(visitor, true),
    press: async (page) => {
      await page.getByLabel('Reason').fill('The aim is vague.');
      await button(page, 'Retire').click();
    },
    other: writing('returnCharter', reviewedVersion, reason),
  },
  agreePlan: {
    make: async (visitor) => {
      const network = await makeNetwork(visitor);
      const id = await write(visitor, 'draftPlan', { id: uuid(), networkId: network });
      const strategyId = await addStrategy(visitor, id);
      const given = { strategyId, ownerMemberId: await memberId(visitor), dueOn: inDays(9) };
      await write(visitor, 'addAction', { id: uuid(), networkId: network, title: `Both ${mark()}`, ...given });
      return { id, path: `/networks/${network}/plan` };
    },
    press: pressing('The network agreed it'),
    other: writing('agreePlan', firstVersion),
  },
  completeStrategy: {
    make: strategy,
    press: pressing(/^Complete/),
    other: writing('abandonStrategy', firstVersion, reason),
  },
  abandonStrategy: {
    make: strategy,
    press: pressingWithReason(/^Abandon/, 'Abandon'),
    other: writing('completeStrategy', firstVersion),
  },
  activateNetwork: {
    make: async (visitor) => {
      const id = await makeNetwork(visitor);
      return { id, path: `/networks/${id}` };
    },
    press: async (page) => {
      await button(page, 'Settings').click();
      await button(page, 'Begin the work').click();
    },
    other: writing('retireNetwork', firstVersion, reason),
  },
  declineEscalation: {
    make: ask,
    press: declining,
    other: writing('withdrawEscalation', firstVersion, { text: 'No longer needed.' }),
  },
  withdrawEscalation: {
    make: ask,
    press: async (page) => {
      await button(page, 'Withdraw').click();
      await page.locator('form').getByRole('textbox').first().fill('We found another way.');
      await page.locator('form').getByRole('button').last().click();
    },
    other: writing('commitEscalation', firstVersion, { text: 'One aide.', promisedBy: inDays(9) }),
  },
  beginDo: {
    make: cycle('plan'),
    press: pressing('Begin Do and lock the predictions'),
    other: writing('voidCycle', cycleVersion, reason),
  },
  beginStudy: {
    make: cycle('do'),
    press: pressing('Go on to Study'),
    other: writing('voidCycle', cycleVersion, reason),
  },
  voidCycle: {
    make: cycle('study'),
    press: pressingWithReason('Void the test', 'Void the test'),
    other: writing('voidCycle', cycleVersion, reason),
  },
  restoreCycle: {
    make: async (visitor) => {
      const made = await cycle('study')(visitor);
      await writing('voidCycle', cycleVersion, reason)(visitor, made.id);
      return made;
    },
    press: pressing('Restore the test'),
    other: writing('restoreCycle', cycleVersion),
  },
  retireFactor: {
    make: async (visitor) => {
      const network = await makeNetwork(visitor);
      const id = await write(visitor, 'addFactor', {
        id: uuid(),
        networkId: network,
        kind: 'gap',
        title: `Both ${mark()}`,
      });
      return { id, path: `/networks/${network}/plan` };
    },
    press: pressingWithReason(/^Retire: /, 'Retire'),
    other: writing('retireFactor', firstVersion, reason),
  },
  discardImport: {
    make: upload,
    press: async (page) => {
      await button(page, 'Discard this import').click();
      await button(page, 'Discard this import').last().click();
    },
    other: writing('discardImport', firstVersion, reason),
  },
  resumeImport: {
    make: async (visitor) => {
      const made = await upload(visitor);
      await writing('discardImport', firstVersion, reason)(visitor, made.id);
      return made;
    },
    press: pressing('Take it up again'),
    other: writing('resumeImport', draftVersion),
  },
};
