/** The codes of errors in a mapping; screens translate by code and parameters, the message is English. */
export const mappingErrorCodes = [
  'not_an_object',
  'not_a_list',
  'not_text',
  'not_one_of',
  'empty',
  'no_column',
  'unknown_column',
  'not_whole',
  'too_long',
  'pattern_invalid',
  'pattern_slow',
  'place_missing',
  'value_missing',
  'unit_of_proportion',
  'mark_twice',
  'indicators_missing',
  'indicator_unknown',
  'column_twice',
  'name_taken',
  'labels_missing',
  'wide_not_by_rows',
  'last_not_by_rows',
] as const;
export type MappingErrorCode = (typeof mappingErrorCodes)[number];

/**
 * An error in a mapping, at the path of its field ("indicators.0.value.column"). Parameters by code: `unknown_column`,
 * `column_twice`, `name_taken` {column}; `not_one_of` {allowed}; `not_whole` {least, most}; `too_long` {most};
 * `mark_twice` {mark}; `indicator_unknown` {indicator}; the others have none.
 */
export interface MappingError {
  path: string;
  code: MappingErrorCode;
  params: Record<string, string | number>;
  message: string;
}

export type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects errors while it walks a mapping; each check takes the path of the field. */
export class Checker {
  readonly errors: MappingError[] = [];
  readonly #columns: Set<string> | null;

  /** @param columns the file's column names; null when no file is at hand, and references are not checked. */
  constructor(columns: readonly string[] | null) {
    this.#columns = columns === null ? null : new Set(columns);
  }

  /** Adds the name of a column that the mapping makes itself (a section's); false when the file has it already. */
  addColumn(name: string): boolean {
    if (this.#columns === null) return true;
    if (this.#columns.has(name)) return false;
    this.#columns.add(name);
    return true;
  }

  fail(path: string, code: MappingErrorCode, message: string, params: MappingError['params'] = {}): void {
    this.errors.push({ path, code, params, message });
  }

  fields(value: unknown, path: string): Fields | null {
    if (isFields(value)) return value;
    this.fail(path, 'not_an_object', 'Must be an object.');
    return null;
  }

  list(value: unknown, path: string, required = true): unknown[] {
    if (Array.isArray(value)) return value;
    if (value === undefined && !required) return [];
    this.fail(path, 'not_a_list', 'Must be a list.');
    return [];
  }

  oneOf(value: unknown, allowed: readonly unknown[], path: string, required = true): void {
    if (value === undefined && !required) return;
    if (allowed.includes(value)) return;
    const words = allowed.map((word) => JSON.stringify(word)).join(', ');
    this.fail(path, 'not_one_of', `Must be one of: ${words}.`, { allowed: words });
  }

  text(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string') this.fail(path, 'not_text', 'Must be text.');
    else if (required && value.trim() === '') this.fail(path, 'empty', 'Must not be empty.');
  }

  texts(value: unknown, path: string, required = true): void {
    this.list(value, path, required).forEach((item, index) => this.text(item, `${path}.${index}`, false));
  }

  names(value: unknown, path: string): void {
    if (value === undefined) return;
    const fields = this.fields(value, path);
    for (const [from, to] of Object.entries(fields ?? {})) this.text(to, `${path}.${from}`);
  }

  whole(value: unknown, least: number, most: number, path: string, message: string): void {
    if (value === undefined) return;
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    this.fail(path, 'not_whole', message, { least, most });
  }

  column(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string' || value === '') this.fail(path, 'no_column', 'Choose a column.');
    else if (this.#columns !== null && !this.#columns.has(value)) {
      const message = `The file has no column “${value}”. Choose one of its columns.`;
      this.fail(path, 'unknown_column', message, { column: value });
    }
  }

  columns(value: unknown, path: string, required = true): void {
    this.list(value, path, required).forEach((item, index) => this.column(item, `${path}.${index}`));
  }

  filters(value: unknown, path: string, required = true): void {
    this.list(value, path, required).forEach((item, index) => {
      const at = `${path}.${index}`;
      const filter = this.fields(item, at);
      if (filter === null) return;
      this.column(filter['column'], `${at}.column`);
      this.oneOf(filter['is'], ['one_of', 'none_of'], `${at}.is`);
      this.texts(filter['values'], `${at}.values`);
    });
  }

  /** Lists of filters: rows that meet all of one list. */
  filterLists(value: unknown, path: string): void {
    this.list(value, path).forEach((filters, index) => this.filters(filters, `${path}.${index}`));
  }
}
