import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import type { DataSource, EntityMetadata } from 'typeorm';
import { jsonShape, networkSql, retiredSql } from '../database/entity-facts.ts';
import { Invalid } from '../kernel/errors.ts';
import type { ReferencePath, WriteDeclaration } from '../kernel/inputs/declare.ts';

/** The network that a write is about. */
export interface HomeNetwork {
  id: string;
  name: string;
  parentId: string | null;
  indicatorId: string | null;
  outcomeId: string;
  state: string;
}

/** What the ids of an input refer to, according to the database. */
export interface Referred {
  home: HomeNetwork | null;
  [table: `in_${string}`]: ReferredRow[] | null;
}

interface ReferredRow {
  id: string;
  networkId: string | null;
  retired: boolean;
  /** Null for a table without states. */
  state: string | null;
}

/** One id of an input, with the path at which a form shows what is wrong with it. */
interface NamedId {
  id: string;
  at: string;
  reference: ReferencePath;
}

/**
 * How the ids of a declared input are resolved. One statement says which network the write is about and, for every id,
 * whether its row is in this partnership, in which network, and whether it is retired. Made once, at start, so that a
 * reference to an unknown table stops the server there.
 */
export class References {
  /** Null for a write that refers to nothing. */
  readonly text: string | null;
  /** True when the write is about a network (or could be). */
  readonly hasHome: boolean;
  readonly #tables: string[];
  /** Which id leads to the network: the row's own, or a reference. */
  readonly #homePath: readonly string[] | null;

  constructor(
    private readonly declaration: WriteDeclaration,
    dataSource: DataSource,
  ) {
    const { references, row } = declaration;
    const metadataOf = (table: string): EntityMetadata => dataSource.getMetadata(table);
    this.#tables = [...new Set(references.map(({ table }) => table))];
    const own = row.entity && row.how !== 'adds' ? dataSource.getMetadata(row.entity) : null;
    const home = homeOf(declaration, own, metadataOf);
    this.#homePath = home?.path ?? null;
    this.hasHome = home !== null;
    for (const { path, table, anywhere } of references) {
      if (home === null && !anywhere && networkSql(metadataOf(table), 'x') !== null) {
        throw new Error(
          `${declaration.name}: to the network of what must ${path.join('.')} belong? Say about, or anywhere`,
        );
      }
    }
    const columns = this.#tables.map((table, at) => foundIn(metadataOf(table), table, `$${at + (home ? 3 : 2)}`));
    if (home) columns.unshift(`${homeSql(home.table, metadataOf('network'))} AS home`);
    this.text = columns.length > 0 ? `SELECT ${columns.join(',\n')}` : null;
  }

  /** The field whose network the write is about; null when it is the row's own network, or none. */
  get homeField(): string | null {
    return this.#homePath && this.#homePath.length > 0 ? this.#homePath.join('.') : null;
  }

  /** The parameters of {@link text}: partnership, the id that leads to the network if any does, the ids by table. */
  parameters(partnershipId: string, ownId: string | null, values: object): unknown[] {
    const named = this.#idsNamedIn(values);
    const home = this.#homePath;
    return [
      partnershipId,
      ...(home ? [home.length === 0 ? ownId : (idsAt(values, home)[0]?.id ?? null)] : []),
      ...this.#tables.map((table) => named.filter(({ reference }) => reference.table === table).map(({ id }) => id)),
    ];
  }

  /**
   * What the row already refers to may stay, whatever has become of it: nobody chooses it anew.
   * @throws Invalid at the field of each id that is unknown, of another network, or retired
   */
  check(values: object, referred: Referred, before: object | null): void {
    const problems: Record<string, Refusal> = {};
    for (const { id, at, reference } of this.#idsNamedIn(values)) {
      if (before && (before as Record<string, unknown>)[at] === id) continue;
      const row = (referred[`in_${reference.table}`] ?? []).find((each) => each.id === id);
      const problem = problemOf(reference, row, referred.home, this.hasHome);
      if (problem) problems[at] = problem;
    }
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
  }

  #idsNamedIn(values: object): NamedId[] {
    return this.declaration.references.flatMap((reference) =>
      idsAt(values, reference.path).map(({ id, at }) => ({ id: id.toLowerCase(), at, reference })),
    );
  }
}

interface Home {
  /** Empty for the row's own id. */
  path: readonly string[];
  table: EntityMetadata;
}

function homeOf(
  { references, about }: WriteDeclaration,
  own: EntityMetadata | null,
  metadataOf: (table: string) => EntityMetadata,
): Home | null {
  if (about !== null) {
    const reference = references.find(({ path }) => path.join('.') === about);
    if (!reference) throw new Error(`there is no reference ${about}`);
    return { path: reference.path, table: metadataOf(reference.table) };
  }
  if (own && networkSql(own, 'x') !== null) return { path: [], table: own };
  const first = references.find(
    ({ table, isRequired, anywhere }) => isRequired && !anywhere && networkSql(metadataOf(table), 'x') !== null,
  );
  return first ? { path: first.path, table: metadataOf(first.table) } : null;
}

function homeSql(table: EntityMetadata, network: EntityMetadata): string {
  const id =
    table === network
      ? '$2'
      : `(SELECT ${networkSql(table, 'x')} FROM ${table.tableName} x WHERE x.partnership_id = $1 AND x.id = $2)`;
  return `(SELECT ${jsonShape(network, 'n')} FROM network n WHERE n.partnership_id = $1::uuid AND n.id = ${id}::uuid)`;
}

/** The rows are locked until the write ends, so that nothing new is added to a row that is being retired. */
function foundIn(metadata: EntityMetadata, table: string, ids: string): string {
  return `(SELECT json_agg(json_build_object('id', x.id, 'networkId', ${networkSql(metadata, 'x') ?? 'NULL'},
  'retired', ${retiredSql(metadata, 'x')}, 'state', ${stateSql(metadata)})) FROM (
  SELECT * FROM ${table} x WHERE x.partnership_id = $1::uuid AND x.id = ANY(${ids}::uuid[]) FOR SHARE) x) AS "in_${table}"`;
}

const stateSql = (metadata: EntityMetadata): string =>
  metadata.findColumnWithPropertyName('state') ? 'x.state' : 'NULL';

function problemOf(
  { table, anywhere, retiredToo, states }: ReferencePath,
  row: ReferredRow | undefined,
  home: HomeNetwork | null,
  hasHome: boolean,
): Refusal | null {
  if (!row) return refusal('REFERENCE_UNKNOWN', { noun: table });
  if (hasHome && !anywhere && row.networkId !== null && row.networkId !== home?.id) {
    return refusal('REFERENCE_ELSEWHERE');
  }
  if (row.retired && !retiredToo) return refusal('REFERENCE_RETIRED');
  return states && !states.includes(row.state ?? '') ? refusal('REFERENCE_STATE') : null;
}

/** The ids at a path, through every list on the way. */
function idsAt(values: unknown, path: readonly string[], above = ''): { id: string; at: string }[] {
  if (Array.isArray(values)) {
    // A list of ids is one field; in a list of parts, each part has fields of its own.
    if (path.length === 0) return values.flatMap((value: unknown) => idsAt(value, path, above));
    return values.flatMap((value: unknown, at) => idsAt(value, path, `${above}${above && '.'}${at}`));
  }
  const [name, ...rest] = path;
  if (name === undefined) return typeof values === 'string' ? [{ id: values, at: above }] : [];
  if (typeof values !== 'object' || values === null) return [];
  return idsAt((values as Record<string, unknown>)[name], rest, `${above}${above && '.'}${name}`);
}
