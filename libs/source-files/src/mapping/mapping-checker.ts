import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';

/** What is wrong in a mapping, at the path of its field ("indicators.0.value.column"). */
export interface MappingError {
  path: string;
  refusal: Refusal;
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

  fail(path: string, why: Refusal): void {
    this.errors.push({ path, refusal: why });
  }

  fields(value: unknown, path: string): Fields | null {
    if (isFields(value)) return value;
    this.fail(path, refusal('MAPPING_NOT_AN_OBJECT'));
    return null;
  }

  list(value: unknown, path: string, required = true): unknown[] {
    if (Array.isArray(value)) return value;
    if (value === undefined && !required) return [];
    this.fail(path, refusal('MAPPING_NOT_A_LIST'));
    return [];
  }

  oneOf(value: unknown, allowed: readonly unknown[], path: string, required = true): void {
    if (value === undefined && !required) return;
    if (allowed.includes(value)) return;
    const words = allowed.map((word) => JSON.stringify(word)).join(', ');
    this.fail(path, refusal('MAPPING_NOT_ONE_OF', { allowed: words }));
  }

  text(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string') this.fail(path, refusal('MAPPING_NOT_TEXT'));
    else if (required && value.trim() === '') this.fail(path, refusal('MAPPING_EMPTY'));
  }

  texts(value: unknown, path: string, required = true): void {
    this.list(value, path, required).forEach((item, index) => this.text(item, `${path}.${index}`, false));
  }

  names(value: unknown, path: string): void {
    if (value === undefined) return;
    const fields = this.fields(value, path);
    for (const [from, to] of Object.entries(fields ?? {})) this.text(to, `${path}.${from}`);
  }

  whole(value: unknown, least: number, most: number, path: string): void {
    if (value === undefined) return;
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    this.fail(path, refusal('MAPPING_NOT_WHOLE', { least, most }));
  }

  column(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string' || value === '') this.fail(path, refusal('MAPPING_NO_COLUMN'));
    else if (this.#columns !== null && !this.#columns.has(value)) {
      this.fail(path, refusal('MAPPING_UNKNOWN_COLUMN', { column: value }));
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
