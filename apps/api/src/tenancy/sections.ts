import { TextsByColumns } from '../database/statements.ts';

/**
 * A read model: one row whose sections are columns, each an SQL expression that yields JSON. Only the sections that
 * the query selects are in the statement, so that what is not shown costs nothing.
 */
export interface ReadModel<S extends string> {
  sections: Readonly<Record<S, string>>;
  /** `FROM … WHERE …`, given the sections that are read. */
  from(sections: ReadonlySet<S>): string;
}

const textsByModel = new WeakMap<object, TextsByColumns>();

/**
 * The statement for the selected sections, in the model's own order whatever the order in the query, and
 * prepared for a limited number of selections. Names that are no section are left out.
 */
export function sectionStatement<S extends string>(model: ReadModel<S>, selected: ReadonlySet<string>): string {
  const names = (Object.keys(model.sections) as S[]).filter((name) => selected.has(name));
  const texts = textsByModel.get(model) ?? new TextsByColumns();
  textsByModel.set(model, texts);
  return texts.textFor(names, () => composeStatement(model, names));
}

function composeStatement<S extends string>(model: ReadModel<S>, names: S[]): string {
  const columns = names.map((name) => `${model.sections[name]} AS "${name}"`);
  return `SELECT ${columns.length > 0 ? columns.join(',\n') : 'true AS "none"'}\n${model.from(new Set(names))}`;
}
