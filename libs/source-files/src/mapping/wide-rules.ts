import { spellOut } from './abbreviations.ts';
import type { NumberPart, WideColumn } from './mapping.ts';

/** Columns of a wide file whose names differ in nothing but the period and the group. */
export interface WideRule {
  /** The columns' name, with … in the place of what differs. */
  name: string;
  part: NumberPart;
  columns: string[];
  periods: string[];
  groups: string[];
}

/** What stands in a rule's name where the columns differ. */
const differs = '…';

/** Writes … for a text in a name, whatever blanks or underlines it is written with. */
function without(name: string, text: string | undefined): string {
  if (text === undefined) return name;
  const at = name.replaceAll('_', ' ').indexOf(text);
  return at === -1 ? name : `${name.slice(0, at)}${differs}${name.slice(at + text.length)}`;
}

/** The name of a wide column, with … for its period and its groups. */
function ruleName({ column, period, periodPart, population = [] }: WideColumn): string {
  const group = spellOut(column)?.group;
  if (group != null && population.includes(group.label)) return without(column.replace(group.written, differs), period);
  return population.reduce(without, without(without(column, period), periodPart));
}

/** A wide file's columns as the few rules that say them. */
export function wideRules(wide: readonly WideColumn[]): WideRule[] {
  const rules = new Map<string, WideRule>();
  for (const source of wide) {
    const { column, part, period, periodPart, population, indicatorKey } = source;
    const name = ruleName(source);
    const key = JSON.stringify([name, part, indicatorKey]);
    const rule = rules.get(key) ?? { name, part, columns: [], periods: [], groups: [] };
    rules.set(key, rule);
    rule.columns.push(column);
    const when = period ?? periodPart;
    if (when !== undefined && !rule.periods.includes(when)) rule.periods.push(when);
    const who = population?.join(' × ');
    if (who !== undefined && !rule.groups.includes(who)) rule.groups.push(who);
  }
  return [...rules.values()];
}
