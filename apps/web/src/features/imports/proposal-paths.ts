import type { ImportMapping } from '@throughline/domain/imports/mapping';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Fields that a mapping cannot be without, with what they are when nothing is proposed. */
const bare: Record<string, unknown> = {
  'population.aliases': {},
  'population.all': [],
  'population.columns': [],
  marks: [],
  skip: [],
};

/** What stands at a path of a mapping ("population.aliases", "indicators.0.unit"); undefined where nothing does. */
export const pathOf = (mapping: ImportMapping, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), mapping);

/** The mapping with another value at a path; undefined puts the field as it is when nothing is proposed. */
export function withPath(mapping: ImportMapping, path: string, value: unknown): ImportMapping {
  const plain = /^indicators\.\d+\.unit$/.test(path) ? 'percent' : bare[path];
  // Every step copies what it changes, so that the shape stays the mapping's.
  return put(mapping, path.split('.'), value === undefined ? plain : value) as ImportMapping;
}

function put(of: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  if (Array.isArray(of)) {
    return of.map((item: unknown, at) =>
      String(at) === key ? (rest.length > 0 ? put(item, rest, value) : value) : item,
    );
  }
  const fields = isFields(of) ? of : {};
  const { [key]: before, ...others } = fields;
  const next = rest.length > 0 ? put(before, rest, value) : value;
  return next === undefined ? others : { ...others, [key]: next };
}
