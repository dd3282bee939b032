import type { Locator } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { inDays, mark, networkId, write } from '../network.ts';

export type Row = Record<string, unknown> & { version: number };

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
  /** Fields that are stored in another way than they are shown. */
  skips?: readonly string[];
  /** What somebody else sends to change fields of the row, where that is not the fields by themselves. */
  change?(visitor: Visitor, id: string, changes: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Fills in what the form asks for with each save. */
  complete?(holder: Locator): Promise<void>;
  /** Puts back what other tests look at. */
  restore?(visitor: Visitor): Promise<void>;
}

export const dialog = ({ page }: Visitor): Locator => page.getByRole('dialog').first();
export const press = (visitor: Visitor, name: string): Promise<void> =>
  visitor.page.getByRole('button', { name, exact: true }).click();

/** Reads one row by its query; `parts` are the fields that its form can change. */
export async function rowBy(visitor: Visitor, query: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, Row>>(
    `query Row($id: Uuid!) { ${query}(id: $id) { id version ${parts} } }`,
    { id },
  );
  return answer[query] ?? { version: 0 };
}

/** Reads one row of a network's lists. */
export async function rowOf(visitor: Visitor, list: string, network: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `query Rows($id: Uuid!) { ${list}(networkId: $id, first: 100) { nodes { id version ${parts} } } }`,
    { id: network },
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

export const make = (mutation: string, input: Record<string, unknown>) => async (visitor: Visitor) =>
  write(visitor, mutation, {
    id: uuid(),
    networkId: await networkId(visitor),
    title: `Together on ${mark()}`,
    ...input,
  });

/** The network or indicator of what was made here, by its id. */
export const parentOfMade = new Map<string, string>();

/** A network of its own. */
export async function makeNetwork(visitor: Visitor): Promise<string> {
  const { partnershipPage } = await visitor.ask<{ partnershipPage: { outcomes: { id: string }[] } }>(
    '{ partnershipPage { outcomes { id } } }',
  );
  const outcomeId = partnershipPage.outcomes[0]?.id;
  return write(visitor, 'createNetwork', { id: uuid(), name: `Together ${mark()}`, purpose: '', outcomeId });
}

/** Reads one row of a partnership's list. */
export async function rowAmong(
  visitor: Visitor,
  list: string,
  search: string,
  id: string,
  parts: string,
): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `query Rows($search: String) { ${list}(first: 100, search: $search) { nodes { id version ${parts} } } }`,
    { search },
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

/** Reads one row of a list that is not searched. */
export async function rowInList(visitor: Visitor, list: string, id: string, parts: string): Promise<Row> {
  const answer = await visitor.ask<Record<string, { nodes: Row[] }>>(
    `{ ${list}(first: 200) { nodes { id version ${parts} } } }`,
  );
  return answer[list]?.nodes.find((row) => row['id'] === id) ?? { version: 0 };
}

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
