import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType } from 'graphql';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { useBrowser, visit, type Visitor } from '../support/browser.ts';
import { versionedForms } from '../support/forms.ts';
import { anotherValue, fill, type VersionedForm } from '../support/forms/steps.ts';
import { write } from '../support/network.ts';

useBrowser();

/** Longer than the live refresh needs to bring what somebody else has saved. */
const pauseMs = 3_000;
const atOnce = 4;
/** Each of these tests opens every form there is. */
const everyForm = { timeout: 400_000 };

/** What a mutation adds to a row without changing a text of it: the words of an act. */
const ownWords = new Set(['id', 'version', 'idempotencyKey', 'reason', 'text']);

/** Every mutation of the contract that compares versions and writes fields of the row. */
function versionedMutations(): string[] {
  const schema = buildSchema(readFileSync(new URL('../../apps/api/schema.graphql', import.meta.url), 'utf8'));
  return Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ args: [arg] }) => {
      const input = arg && getNamedType(arg.type);
      if (!isInputObjectType(input)) return false;
      const names = Object.keys(input.getFields());
      return names.includes('version') && names.some((name) => !ownWords.has(name));
    })
    .map(({ name }) => name);
}

/**
 * Acts with words of their own that change no text of the row: two people cannot lose each other's words by them. When
 * the row changed, the person is told and looks again; where that is tested stands beside each.
 */
const acts: Record<string, string> = {
  commitImport: 'is about the rows that were read, with why some are taken out (renewal.service.test.ts)',
  commitEscalation: 'answers the very words that were read (escalations.test.ts)',
  redirectEscalation: 'answers the very words that were read (escalations.test.ts)',
  reopenEscalation: 'is about the very answer that was read (escalations.test.ts)',
  reviseEscalation: 'what the form of editEscalation sends once an answer came (escalations.test.ts)',
  decideCycle: 'ends the test as it was read (acts-together.test.ts)',
  moveCycle: 'says where a test belongs (acts-together.test.ts)',
  returnToStage: 'opens a stage again, with a reason (acts-together.test.ts)',
  endSeat: 'one day, on which a seat ends (acts-together.test.ts)',
  mergePlace: 'says which other place it is, at the version that was seen (place-merge.service.test.ts)',
  returnDataAnswer: 'is about the very numbers that were read (data-request.service.test.ts)',
  movePopulation: 'says what a group is a group of, at the version that was seen (population-move.service.test.ts)',
  moveAdoption: 'one stage that a site reached, with a note (acts-together.test.ts)',
};

interface Opened {
  form: VersionedForm;
  mutation: string;
  author: Visitor;
  id: string;
  /** What holds the fields. */
  fields: Locator;
  /** The field that the author types in. */
  first: string;
  /** The field that somebody else changes: a text where there is a second one; undefined in a form of one field. */
  other: string | undefined;
}

async function openForm(author: Visitor, mutation: string, form: VersionedForm): Promise<Opened> {
  const made = await form.make(author);
  const holder = await form.open(author, made);
  const fields = holder.locator('[name]:enabled:not([type="checkbox"])');
  await fields.first().waitFor();
  // Choices may still be on their way; that a list has but one stays possible.
  const hasChoices = async () => {
    const are = await fields.evaluateAll((all) =>
      all.every((field) => ((field as HTMLSelectElement).options?.length ?? 2) > 1),
    );
    if (!are) throw new Error('no choices yet');
  };
  await vi.waitFor(hasChoices, { timeout: 10_000, interval: 100 }).catch(() => undefined);
  const shown = await fields.evaluateAll((all) =>
    all.map((field) => ({ name: field.getAttribute('name') ?? '', isChoice: field.tagName === 'SELECT' })),
  );
  const [first, ...others] = shown.filter(({ name }) => !form.skips?.includes(name));
  const other = others.find(({ isChoice }) => !isChoice) ?? others[0];
  return { form, mutation, author, id: made, fields: holder, first: first?.name ?? '', other: other?.name };
}

const fieldOf = (opened: Opened, name: string): Locator => opened.fields.locator(`[name="${name}"]`).first();
const storedValue = async ({ form, author, id }: Opened, name: string): Promise<unknown> =>
  (await form.row(author, id))[name];

/** Somebody else saves one field of the row, without the screen. */
async function elsewhere({ form, mutation, author, id }: Opened, changes: Record<string, unknown>): Promise<void> {
  const { version } = await form.row(author, id);
  await write(author, mutation, (await form.change?.(author, id, changes)) ?? { id, version, ...changes });
}

/** The windows in which the forms are opened, one after the other: every form has a row of its own, and so its own draft. */
const windows: Visitor[] = [];
beforeAll(async () => {
  for (let count = 0; count < atOnce; count += 1) {
    const author = await visit('director', { stays: true });
    // A version that is no longer the newest is answered with an error, which the console notes.
    author.expects(/409|Conflict/);
    windows.push(author);
  }
});

/** Runs one scenario for every form, one in each window at a time; answers what went wrong with which. */
async function forEveryForm(scenario: (open: () => Promise<Opened>) => Promise<void>): Promise<string[]> {
  const only = process.env['FORMS']?.split(',');
  const waiting = Object.entries(versionedForms).filter(([mutation]) => only?.includes(mutation) ?? true);
  const faults: string[] = [];
  const work = async (author: Visitor) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [mutation, form] = next;
      await scenario(() => openForm(author, mutation, form)).catch((error: unknown) =>
        faults.push(`${mutation}: ${String(error)}`),
      );
      await form.restore?.(author);
    }
  };
  await Promise.all(windows.map(work));
  return faults;
}

/** Changes the first field, to something else than `not`; the value is undefined where there is no such thing. */
async function typeInFirst(opened: Opened, not?: unknown): Promise<{ name: string; value: unknown }> {
  const { first: name } = opened;
  const value = await anotherValue(fieldOf(opened, name), not);
  if (value !== undefined) await fill(fieldOf(opened, name), value);
  return { name, value };
}

async function save({ author, form, fields }: Opened): Promise<void> {
  await form.complete?.(fields);
  await author.page.getByRole('button', { name: form.save, exact: true }).click();
}

describe('every form that changes a versioned row', () => {
  it('is among the forms that are edited together here', () => {
    expect(versionedMutations().filter((mutation) => !(mutation in versionedForms) && !(mutation in acts))).toEqual([]);
  });

  it(
    'shows what somebody else saved before one typed, and keeps what they save while one types',
    everyForm,
    async () => {
      const faults = await forEveryForm(async (open) => {
        const opened = await open();
        const { first, other = first } = opened;
        const original = await fieldOf(opened, other).inputValue();
        const before = await anotherValue(fieldOf(opened, other));
        await elsewhere(opened, { [other]: before });
        await expect.poll(() => fieldOf(opened, other).inputValue(), { timeout: 20_000 }).toBe(String(before));
        if (other === first) return;
        const mine = await typeInFirst(opened);
        // Of two choices there is no third: it goes back to the first.
        const meanwhile = (await anotherValue(fieldOf(opened, other), original)) ?? original;
        await elsewhere(opened, { [other]: meanwhile });
        await opened.author.page.waitForTimeout(pauseMs);
        await save(opened);
        await expect.poll(() => storedValue(opened, mine.name), { timeout: 10_000 }).toBe(mine.value);
        expect(await storedValue(opened, other)).toBe(meanwhile);
      });
      expect(faults).toEqual([]);
    },
  );

  it('asks when somebody else saved the same field, and writes what the person chooses', everyForm, async () => {
    const faults = await forEveryForm(async (open) => {
      const opened = await open();
      const { page } = opened.author;
      const { first: name } = opened;
      const theirs = await anotherValue(fieldOf(opened, name));
      const label = await fieldOf(opened, name).evaluate((field) => (field as HTMLInputElement).labels?.[0]?.innerText);
      const mine = await typeInFirst(opened, theirs);
      // Of two choices there is no third: both would choose the same, and there would be nothing to ask.
      if (mine.value === undefined) return;
      await elsewhere(opened, { [name]: theirs });
      await page.waitForTimeout(pauseMs);
      await save(opened);
      const question = page.getByRole('dialog', { name: 'Two texts, one place' });
      await question.getByText(String(label).replace(/\s*\*$/, ''), { exact: true }).waitFor();
      expect(await storedValue(opened, name)).toBe(theirs);
      await question.getByRole('radio', { name: /^Keep mine/ }).check();
      await question.getByRole('button', { name: 'Save my choice' }).click();
      await expect.poll(() => storedValue(opened, name), { timeout: 10_000 }).toBe(mine.value);
    });
    expect(faults).toEqual([]);
  });
});
