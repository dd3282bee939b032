import type { ImportMapping, RowFilter } from '../mapping/mapping.ts';
import type { Proposal } from './proposals.ts';
import type { Seen } from './propose.ts';

const blankNote =
  /\b(?:blanks?|empty)(?: (?:cells?|fields?))?\s*(?:=|:|-|–|means?|indicates?|denotes?|are|is)\s*(?:that )?(?:there (?:were|was|are) )?((?:none|zero|no |0|suppress|redact|fewer|less than|not |missing|unknown|n\/?a)[^;.]{0,40})/i;

/** What a note under or above the table says of its empty cells. */
export function proposeBlank(mapping: ImportMapping, { shape }: Seen): Proposal[] {
  for (const { text } of [...shape.titleLines, ...shape.footerLines]) {
    const meaning = blankNote.exec(text)?.[1];
    if (meaning === undefined) continue;
    const blank = /^(?:none|zero|0|no (?!data|report|value))/i.test(meaning)
      ? 'zero'
      : /^(?:suppress|redact|fewer|less)/i.test(meaning)
        ? 'suppressed_by_source'
        : 'not_reported';
    mapping.blank = blank;
    const params = { text: text.slice(0, 200), meaning: blank };
    const message = `“${params.text}” says what empty cells mean. They are read so: ${blank === 'zero' ? '0' : blank}.`;
    return [{ code: 'blank_said', path: 'blank', column: null, params, message, examples: [] }];
  }
  return [];
}

const provisionalWord = /\b(?:preliminary|provisional|unaudited|draft|not final)\b/i;

export function proposeProvisional(mapping: ImportMapping, { shape, profiles, fileName, used }: Seen): Proposal[] {
  const where = [...shape.titleLines, ...shape.footerLines].map(({ text }) => text);
  const marker = [fileName.replace(/[_.]/g, ' '), ...where].find((text) => provisionalWord.test(text));
  const proposalFor = (column: string | null, text: string): Proposal => ({
    code: 'provisional',
    path: 'provisional',
    column,
    params: { where: column ?? 'file', text: text.slice(0, 200) },
    message: `“${text.slice(0, 200)}” says that numbers are provisional. They are marked as such.`,
    examples: [text.slice(0, 200)],
  });
  if (marker !== undefined) {
    mapping.provisional = 'all';
    return [proposalFor(null, marker)];
  }
  const lists: RowFilter[][] = [];
  const proposals = profiles.flatMap(({ column, frequent }) => {
    if (used.has(column)) return [];
    const values = frequent.flatMap(({ text }) => (text.length <= 60 && provisionalWord.test(text) ? [text] : []));
    if (values.length === 0) return [];
    lists.push([{ column, is: 'one_of', values }]);
    return values.map((text) => proposalFor(column, text));
  });
  if (lists.length > 0) mapping.provisional = lists;
  return proposals;
}
