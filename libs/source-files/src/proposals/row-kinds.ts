import type { RowFilter } from '../mapping/mapping.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { isSameWord, telling } from './name-words.ts';

const levelName =
  /\b(?:performance|achievement|proficiency|mastery|readiness|test|scoring)[ _-]?(?:level|band|categor|standard|group|status)/i;
const levelLabel =
  /^(?:(?:far |well )?below(?: basic| proficien\w*| standards?| expectations?)?|(?:not|partially|nearly|approaching|almost)[ -](?:\w+ )?(?:met|proficient|ready|meeting)\b.*|minimal(?:ly)?|basic|proficient|advanced|(?:did not |does not |not )?meets?(?: standards?| expectations?)?|met|approach(?:es|ing)|master(?:y|s)|exceed(?:s|ed)?(?: \w+)?|level (?:[1-5]|i{1,3}|iv|v)|emerging|developing|demonstrating)$/i;

/**
 * Whether a column says how children did, not who they are: "Below Basic", "Level 3". Its labels share the children of
 * a row, and are measures of their own.
 */
export function isOfLevels({ column, looks, frequent, distinct }: ColumnProfile): boolean {
  if (isNumeric(looks) || distinct < 2 || distinct > 12) return false;
  const levels = frequent.filter(({ text }) => levelLabel.test(text.trim()));
  return levels.length * (levelName.test(column) ? 2 : 1) >= frequent.length && levels.length > 1;
}

/** Columns that divide rows by what was looked at. */
const topicName =
  /\b(?:subject|content area|assessment|test|domain|topic|measure|indicator|metric|outcome|result|question|item|needs?|offen[cs]es?|crimes?|charge|cause|diagnosis|services?|incidents?)\b/i;

/** Whether a column is called after what was looked at: its labels are no groups of people. */
export const isTopicName = (column: string): boolean => topicName.test(column.replaceAll('_', ' '));

/** Words of subjects that publishers write in one way and indicators in another. */
const otherWords: readonly (readonly [RegExp, string])[] = [
  [/^(?:ela|english language arts|reading\/ela|language arts)$/i, 'reading english literacy language arts ela'],
  [/^math(?:ematics)?$/i, 'math mathematics numeracy'],
];

const wordsOfLabel = (label: string): string[] =>
  telling([label, ...otherWords.flatMap(([pattern, words]) => (pattern.test(label.trim()) ? [words] : []))].join(' '));

/** The label whose words the indicator's name has: all of them, or one of the ways to write it; null for none or several. */
function labelIn(labels: readonly string[], words: readonly string[]): string | null {
  const isSaid = (label: string): boolean => {
    const own = telling(label);
    const isThere = (word: string): boolean => words.some((each) => isSameWord(each, word));
    const known = wordsOfLabel(label);
    return own.length > 0 && (own.every(isThere) || (known.length > own.length && known.some(isThere)));
  };
  const matching = labels.filter(isSaid);
  // "Proficient" is also said by an indicator of those who are "Below Proficient": the longest label is meant.
  const [longest, next] = matching.toSorted((a, b) => telling(b).length - telling(a).length);
  if (longest === undefined) return null;
  return next !== undefined && telling(next).length === telling(longest).length ? null : longest;
}

/** Which rows an indicator is about, where columns of levels or topics divide them and its name says one of their labels. */
export function rowsSaid(free: readonly ColumnProfile[], name: string): RowFilter[] {
  const words = telling(name);
  return free.flatMap((profile): RowFilter[] => {
    const { column, looks, distinct, frequent } = profile;
    const isTopic = looks === 'text' && distinct > 1 && distinct <= 30 && isTopicName(column);
    if (!isOfLevels(profile) && !isTopic) return [];
    const label = labelIn(
      frequent.map(({ text }) => text),
      words,
    );
    return label === null ? [] : [{ column, is: 'one_of', values: [label] }];
  });
}
