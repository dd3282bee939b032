import type { Locator } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import type { Visitor } from './browser.ts';
import { addAction, inDays, mark, memberId, networkId, write } from './network.ts';

type Row = Record<string, unknown> & { version: number };

/** How a form of the web that changes a versioned row is reached. */
export interface VersionedForm {
  /** Makes a row for one test, without the screen; answers its id. */
  make(visitor: Visitor): Promise<string>;
  /** Opens the form and answers what holds its fields. */
  open(visitor: Visitor, id: string): Promise<Locator>;
  /** The words of the button that saves. */
  save: string;
  /** The row as it is stored. */
  row(visitor: Visitor, id: string): Promise<Row>;
}

const dialog = ({ page }: Visitor): Locator => page.getByRole('dialog').first();
const press = (visitor: Visitor, name: string): Promise<void> =>
  visitor.page.getByRole('button', { name, exact: true }).click();

/** Reads one row by its query; `parts` are the fields that its form can change. */
async function rowBy(visitor: Visitor, query: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, Row>>(
    `query Row($id: Uuid!) { ${query}(id: $id) { id version ${parts} } }`,
    { id },
  );
  return answer[query] ?? { version: 0 };
}

/** Reads one row of a network's lists. */
async function rowOf(visitor: Visitor, list: string, network: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `query Rows($id: Uuid!) { ${list}(networkId: $id, first: 100) { nodes { id version ${parts} } } }`,
    { id: network },
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

/** The demo's plan in force, or the draft of its next. */
async function planOf(visitor: Visitor, network: string): Promise<{ current: Row; strategies: Row[] }> {
  const { plan } = await visitor.ask<{ plan: { current: Row; strategies: Row[] } }>(
    `query Plan($id: Uuid!) { plan(networkId: $id) {
       current { id version summary }
       strategies { id version title description driverId factorId }
     } }`,
    { id: network },
  );
  return plan;
}

/** A form of the demo network's Plan tab, opened by the row's own button. */
const onPlanTab = (button: string) => async (visitor: Visitor, title: string) => {
  await visitor.open(`/networks/${await networkId(visitor)}/plan`);
  await press(visitor, `${button}: ${title}`);
  return dialog(visitor);
};
const editOnPlanTab = onPlanTab('Edit');

const titleOf = async (form: VersionedForm, visitor: Visitor, id: string): Promise<string> =>
  String((await form.row(visitor, id))['title']);

const make = (mutation: string, input: Record<string, unknown>) => async (visitor: Visitor) =>
  write(visitor, mutation, {
    id: uuid(),
    networkId: await networkId(visitor),
    title: `Together on ${mark()}`,
    ...input,
  });

const editFactor: VersionedForm = {
  make: make('addFactor', { kind: 'gap', description: 'As it was.', basis: 'Interviews.' }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editFactor, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'factors', await networkId(visitor), id, 'title description basis'),
};

const editDriver: VersionedForm = {
  make: make('addDriver', { position: 0 }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editDriver, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'drivers', await networkId(visitor), id, 'title parentId factorId'),
};

const editStrategy: VersionedForm = {
  make: async (visitor) => {
    const { current } = await planOf(visitor, await networkId(visitor));
    const input = { planId: current['id'], kind: 'universal', description: 'As it was.' };
    return write(visitor, 'addStrategy', { id: uuid(), title: `Together on ${mark()}`, ...input });
  },
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editStrategy, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => {
    const { strategies } = await planOf(visitor, await networkId(visitor));
    return strategies.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const action = {
  make: async (visitor: Visitor) => addAction(visitor, await memberId(visitor), `Together on ${mark()}`),
  row: (visitor: Visitor, id: string) =>
    rowBy(visitor, 'action', id, 'title description dueOn strategyId ownerMemberId organizationId'),
};

/** The networks of the charters that were made here, by charter. */
const networkOfCharter = new Map<string, string>();

/** A network of its own with a charter that is being written; the id is the charter's. */
async function makeCharter(visitor: Visitor): Promise<string> {
  const { partnershipPage } = await visitor.ask<{ partnershipPage: { outcomes: { id: string }[] } }>(
    '{ partnershipPage { outcomes { id } } }',
  );
  const outcomeId = partnershipPage.outcomes[0]?.id;
  const network = await write(visitor, 'createNetwork', {
    id: uuid(),
    name: `Together ${mark()}`,
    purpose: '',
    outcomeId,
  });
  const charter = await write(visitor, 'draftCharter', { id: uuid(), networkId: network });
  networkOfCharter.set(charter, network);
  return charter;
}

/** Every form that changes a versioned row, by its mutation. */
export const versionedForms: Record<string, VersionedForm> = {
  editAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Edit');
      return dialog(visitor);
    },
    save: 'Save the action',
  },
  reassignAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Hand over');
      return dialog(visitor);
    },
    save: 'Hand it over',
  },
  editFactor,
  editDriver,
  editStrategy,
  editCharter: {
    make: makeCharter,
    open: async (visitor, id) => {
      await visitor.open(`/networks/${networkOfCharter.get(id) ?? ''}/charter`);
      return visitor.page.locator('form').first();
    },
    save: 'Save the draft',
    row: (visitor, id) =>
      rowOf(
        visitor,
        'charters',
        networkOfCharter.get(id) ?? '',
        id,
        'aimIndicatorId aimPopulationId aimPlaceId aimFrom aimBaselineOn aimTo aimBy scope sphereOfControl agreements',
      ),
  },
};

/** What a field's element tells of itself. */
interface Shown {
  tagName: string;
  type: string;
  inputMode: string;
  value: string;
  options?: Iterable<{ value: string }>;
}

/** Another value for a field, as the server takes it; undefined where the form offers none but what it shows and `not`. */
export async function anotherValue(field: Locator, not?: unknown): Promise<unknown> {
  const { tag, type, mode, value, options } = await field.evaluate((element) => {
    const input = element as unknown as Shown;
    return {
      tag: input.tagName,
      type: input.type,
      mode: input.inputMode,
      value: input.value,
      options: [...(input.options ?? [])].map((option) => option.value),
    };
  });
  if (tag === 'SELECT') return options.find((option) => ![value, not, ''].includes(option));
  if (type === 'date') return [inDays(40), inDays(41), inDays(42)].find((day) => ![value, not].includes(day));
  if (mode === 'decimal') return [1, 2].map((more) => Number(value || 0) + more).find((number) => number !== not);
  return `${value} And more ${mark()}.`.trim();
}

/** Fills a field in as a person does. */
export async function fill(field: Locator, value: unknown): Promise<void> {
  const isSelect = await field.evaluate((element) => element.tagName === 'SELECT');
  if (isSelect) await field.selectOption(String(value));
  else await field.fill(String(value));
}
