import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { markedText } from './every-table.ts';

/** One way to ask for one operation of the API. */
export interface Request {
  name: string;
  kind: 'query' | 'mutation';
  document: string;
  variables: Record<string, unknown>;
  /** Whether it names a row that exists: such a request must not be answered to a stranger. */
  namesRow: boolean;
  /** Whether that row is what the operation is about, and not only referred to by something new. */
  isAboutRow: boolean;
}

type Arguments = readonly { name: string; type: GraphQLInputType; defaultValue?: unknown }[];
type Ids = ReadonlyMap<string, string>;

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL('../../apps/api/schema.graphql', import.meta.url)), 'utf8'),
);

/** Tables that `id` means where the name of the answer's type does not say it. */
const ownTables: Record<string, string> = {
  renewDataSource: 'data_source',
  editQuestion: 'cycle_question',
  removeQuestion: 'cycle_question',
  editCycleTask: 'cycle_task',
  removeCycleTask: 'cycle_task',
  editTarget: 'target',
  updateAction: 'action',
  forgetPlaceCode: 'place_code',
  forgetPlaceLabel: 'place_label',
  extendDataRequestLink: 'data_request_link',
  revokeDataRequestLink: 'data_request_link',
};
/** Types that answer for a table of another name. */
const typeTables: Record<string, string> = {
  NetworkPage: 'network',
  PracticeDetail: 'practice',
  MappingGuess: 'import',
  MappingFit: 'import',
  ImportLabelPage: 'import',
  ImportedIndicator: 'import',
  ImportPreviewPage: 'import',
  ImportRowChangePage: 'import',
  ImportProblemPage: 'import',
  SimilarEscalation: 'escalation',
};
/** Tables that a field refers to where its name does not say it. */
const fieldTables: Record<string, string> = {
  likeId: 'import',
  intoId: 'place',
  'placesDisclosurePreview.parentId': 'place',
  'movePlaces.parentId': 'place',
  firstId: 'indicator',
  secondId: 'indicator',
  tableId: 'leadership_table',
  toTableId: 'leadership_table',
  planId: 'action_plan',
  batchId: 'import',
  itemId: 'network',
  'history.itemId': 'item',
  'dataAnswers.requestId': 'data_request',
  sourceId: 'data_source',
};
/** Fields that the schema lets one leave out and a rule does not, given the optional reference that is filled in. */
const neededToo: Record<string, (chosen: string | null) => boolean> = {
  'GiveSeatInput.networkId': (chosen) => chosen !== 'tableId',
  'RaiseEscalationInput.toOrganizationId': (chosen) => chosen !== 'toTableId',
  'EnterObservationInput.value': () => true,
  'CorrectObservationInput.value': () => true,
  'UpdateActionInput.note': () => true,
};
/** Inputs that are about a row and name no version of it; '' are the arguments themselves. */
const aboutRow = new Set([
  '',
  'UpdateActionInput',
  'ForgetPopulationLabelInput',
  'ForgetPlaceCodeInput',
  'ForgetPlaceLabelInput',
  'RenewDataRequestLinkInput',
  'RenewDataSourceInput',
]);
/** Ids that the client makes for what is new. */
const newIds = new Set([
  'idempotencyKey',
  'LogTestInput.questionId',
  'RenewDataRequestLinkInput.linkId',
  'RenewDataSourceInput.importId',
]);
/** Texts that must look like something. */
const texts: Record<string, () => string> = {
  email: () => `${uuidv7()}@example.test`,
  timeZone: () => 'America/New_York',
  sourceUrl: () => 'https://example.test/',
  keyHash: () => randomBytes(32).toString('hex'),
  'search.text': () => markedText,
  secret: () => 'x'.repeat(43),
  address: () => 'https://data.example.gov/file.csv',
};

/**
 * Every operation of the committed schema with arguments that name rows of `ids`: once with what it requires, and once
 * more for each optional reference. A new operation is in it by itself.
 */
export function everyRequest(ids: Ids): Request[] {
  const build = (kind: Request['kind'], type: GraphQLObjectType | null | undefined): Request[] =>
    Object.values(type?.getFields() ?? {}).flatMap((field) => requestsFor(kind, field, ids));
  return [...build('query', schema.getQueryType()), ...build('mutation', schema.getMutationType())];
}

function requestsFor(kind: Request['kind'], field: GraphQLField<unknown, unknown>, ids: Ids): Request[] {
  const required = field.args.filter(({ defaultValue }) => defaultValue === undefined);
  const head = required.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const pass = required.map(({ name }) => `${name}: $${name}`).join(', ');
  const root = getNamedType(field.type);
  const selection = isObjectType(root) ? selectionOf(root, [], 4) : '';
  const document = `${kind} ${field.name}${head && `(${head})`} { ${field.name}${pass && `(${pass})`} ${selection} }`;
  const maker = new Maker(field, ids);
  return maker.choices().map((chosen) => {
    const { variables, named } = maker.variables(chosen);
    return {
      name: field.name,
      kind,
      document,
      variables,
      namesRow: named.length > 0,
      isAboutRow: named.includes('id'),
    };
  });
}

/** Makes the arguments of one operation by type and name. */
class Maker {
  #named: string[] = [];

  constructor(
    private readonly field: GraphQLField<unknown, unknown>,
    private readonly ids: Ids,
  ) {}

  /** Which optional references to fill in: none, and each by itself. */
  choices(): (string | null)[] {
    const input = this.field.args.find(({ name }) => name === 'input');
    const type = input && getNamedType(input.type);
    const fields: Arguments = isInputObjectType(type) ? Object.values(type.getFields()) : this.field.args;
    const optional = fields.filter(
      (field) => !isNonNullType(field.type) && /(?:Id|Ids)$/.test(field.name) && field.name !== 'id',
    );
    const names = optional.map(({ name }) => name);
    return this.field.name === 'seating' ? names : [null, ...names];
  }

  variables(chosen: string | null): { variables: Record<string, unknown>; named: string[] } {
    this.#named = [];
    const variables = this.#object(this.field.args, '', chosen);
    return { variables, named: this.#named };
  }

  #object(fields: Arguments, owner: string, chosen: string | null): Record<string, unknown> {
    const isAboutRow = aboutRow.has(owner) || fields.some(({ name }) => name === 'version');
    const wanted = fields.filter(({ name, type, defaultValue }) => {
      const needed = neededToo[`${owner}.${name}`]?.(chosen) ?? false;
      return needed || name === chosen || (isNonNullType(type) && defaultValue === undefined);
    });
    return Object.fromEntries(
      wanted.map(({ name, type }) => [name, this.#value(type, name, owner, isAboutRow, chosen)]),
    );
  }

  #value(type: GraphQLInputType, name: string, owner: string, isAboutRow: boolean, chosen: string | null): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name, owner, isAboutRow, chosen);
    if (isListType(type)) return [this.#value(type.ofType, name, owner, isAboutRow, chosen)];
    if (isInputObjectType(type)) return this.#object(Object.values(type.getFields()), type.name, chosen);
    if (isEnumType(type)) return type.getValues()[0]?.name;
    switch (type.name) {
      case 'Uuid':
        return this.#id(name, owner, isAboutRow);
      case 'Day':
        return name === 'periodStart' ? '2025-07-01' : '2099-01-15';
      case 'ImportMapping':
        return { version: 1 };
      case 'SeenFile':
      case 'MessageParams':
        return {};
      case 'Int':
      case 'Float':
        return 1;
      case 'Boolean':
        return true;
      default:
        return (texts[`${this.field.name}.${name}`] ?? texts[name])?.() ?? `Stranger’s ${name} ${uuidv7()}`;
    }
  }

  #id(name: string, owner: string, isAboutRow: boolean): string {
    if (newIds.has(name) || newIds.has(`${owner}.${name}`)) return uuidv7();
    if (name === 'id' && !isAboutRow) return uuidv7();
    const table = name === 'id' ? this.#ownTable() : this.#referredTable(name);
    const id = this.ids.get(table);
    if (!id)
      throw new Error(`${this.field.name}: which table does ${name} name? Tell it in test/support/operations.ts`);
    this.#named.push(name);
    return id;
  }

  #ownTable(): string {
    const type = getNamedType(this.field.type).name;
    return ownTables[this.field.name] ?? typeTables[type] ?? snake(type);
  }

  /** `aimPopulationId` → `population`: the longest ending of the name that is a table. */
  #referredTable(name: string): string {
    const table = fieldTables[`${this.field.name}.${name}`] ?? fieldTables[name];
    if (table) return table;
    if (name === 'parentId') return this.#ownTable();
    const words = snake(name.replace(/Ids?$/, '')).split('_');
    const endings = words.map((_, at) => words.slice(at).join('_'));
    return endings.find((ending) => this.ids.has(ending)) ?? name;
  }
}

function snake(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Everything that can be read of a type without arguments, `depth` levels down. */
function selectionOf(type: GraphQLObjectType, above: readonly string[], depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (!isObjectType(inner) || depth === 0 || above.includes(inner.name)) return [];
    return [`${field.name} ${selectionOf(inner, [...above, type.name], depth - 1)}`];
  });
  return `{ ${['__typename', ...fields].join(' ')} }`;
}
