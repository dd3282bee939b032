import { TextsByColumns } from '../database/statements.ts';
import type { Selection } from '../kernel/selected-fields.ts';

/** The SQL of a section, or how it is made of what is selected under it. */
export type Section = string | ((selected: Selection) => string);

/**
 * A read model: one row whose sections are columns, each an SQL expression that yields JSON. Only the sections that
 * the query selects are in the statement, so that what is not shown costs nothing.
 */
export interface ReadModel<S extends string> {
  sections: Readonly<Record<S, Section>>;
  /** `FROM … WHERE …`, given the sections that are read. */
  from(sections: ReadonlySet<S>): string;
}

/** The statements of a model, and under which columns a selection has its own. */
interface Statements {
  texts: TextsByColumns;
  columns: WeakMap<Selection, readonly string[]>;
}

const statementsByModel = new WeakMap<object, Statements>();

/** A name for each column of the statement; of a section that is made of what is selected under it, with all of that. */
const columnsOf = <S extends string>({ sections }: ReadModel<S>, selected: Selection): readonly string[] =>
  namesOf(sections, selected).map((name) =>
    typeof sections[name] === 'string' ? name : `${name}${textOf(selected.get(name))}`,
  );

const namesOf = <S extends string>(sections: Readonly<Record<S, Section>>, selected: Selection): S[] =>
  (Object.keys(sections) as S[]).filter((name) => selected.has(name));

const textOf = (selected: Selection | undefined): string =>
  selected?.size ? `{${[...selected].map(([name, under]) => `${name}${textOf(under)}`).join(' ')}}` : '';

/**
 * The statement for the selected sections, in the model's own order whatever the order in the query, and
 * prepared for a limited number of selections. Names that are no section are left out.
 */
export function sectionStatement<S extends string>(model: ReadModel<S>, selected: Selection): string {
  const { texts, columns } = statementsByModel.get(model) ?? { texts: new TextsByColumns(), columns: new WeakMap() };
  statementsByModel.set(model, { texts, columns });
  const key = columns.get(selected) ?? columnsOf(model, selected);
  columns.set(selected, key);
  return texts.textFor(key, () => composeStatement(model, selected));
}

function composeStatement<S extends string>({ sections, from }: ReadModel<S>, selected: Selection): string {
  const names = namesOf(sections, selected);
  const columns = names.map((name) => {
    const section: Section = sections[name];
    const sql = typeof section === 'string' ? section : section(selected.get(name) ?? new Map());
    return `${sql} AS "${name}"`;
  });
  return `SELECT ${columns.length > 0 ? columns.join(',\n') : 'true AS "none"'}\n${from(new Set(names))}`;
}
