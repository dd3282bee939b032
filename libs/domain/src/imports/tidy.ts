/** What was cleaned off a cell; the most telling one is named when several apply. */
export const tidyings = ['excel_text', 'control_character', 'no_break_space', 'padding'] as const;
export type Tidying = (typeof tidyings)[number];

// C0 and C1 controls, DEL, zero-width marks and the byte-order mark.
const controls = /(?![\t\n\r])[\p{Cc}\u200b-\u200f\u2060\ufeff]/gu;
const noBreakSpaces = /[\u00a0\u2000-\u200a\u202f]/g;
const excelText = /^="(.*)"$/s;

/**
 * Cleans one cell: control characters go (0x1A inside a school's name), no-break spaces become blanks, blanks around
 * the text go, and Excel's `="0150011"` gives its text, leading zeros kept.
 */
export function tidyCell(raw: string): { text: string; tidying: Tidying | null } {
  let tidying: Tidying | null = null;
  let text = raw;
  const withoutControls = text.replace(controls, ' ');
  if (withoutControls !== text) {
    tidying = 'control_character';
    text = withoutControls;
  }
  const plainSpaces = text.replace(noBreakSpaces, ' ');
  if (plainSpaces !== text) {
    tidying ??= 'no_break_space';
    text = plainSpaces;
  }
  if (tidying !== null) text = text.replace(/ {2,}/g, ' ');
  const trimmed = text.trim();
  if (trimmed !== text) tidying ??= 'padding';
  const formula = excelText.exec(trimmed);
  if (formula?.[1] === undefined) return { text: trimmed, tidying };
  return { text: formula[1].trim(), tidying: 'excel_text' };
}
