import { decodeHTMLStrict } from 'entities/decode';

/** What was cleaned off a cell; the most telling one is named when several apply. */
export const tidyings = ['excel_text', 'markup', 'control_character', 'no_break_space', 'padding'] as const;
export type Tidying = (typeof tidyings)[number];

// C0 and C1 controls, DEL, zero-width marks and the byte-order mark.
const controls = /(?![\t\n\r])[\p{Cc}\u200b-\u200f\u2060\ufeff]/gu;
const noBreakSpaces = /[\u00a0\u2000-\u200a\u202f]/g;
const excelText = /^="(.*)"$/s;
const entity = /&(?:[a-z][a-z\d]*|#\d+|#x[\da-f]+);/i;
const tag = /<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/gi;
const raisedText = /<sup(?:\s[^<>]*)?>([^<>]{1,3})<\/sup>/gi;
const breaking = /<(?:br|\/?p|\/?div|\/?li)(?:\s[^<>]*)?\/?>/gi;

const superscripts: Record<string, string> = Object.fromEntries(
  [...'0123456789abcdefghijklmnoprstuvwxyz'].map((plain, at) => [
    plain,
    [...'⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'][at] ?? plain,
  ]),
);

/**
 * Takes HTML off a text: tags go, entities become their characters. A raised footnote mark stays one (`<sup>a</sup>` is
 * `ᵃ`), so that it can be told from the label. Signs that are no markup (`<5`, `A & B`) stay.
 */
function withoutMarkup(text: string): string {
  const plain = text
    .replace(raisedText, (_whole, mark: string) =>
      [...mark].map((sign) => superscripts[sign.toLowerCase()] ?? sign).join(''),
    )
    .replace(breaking, ' ')
    .replace(tag, '');
  return entity.test(plain) ? decodeHTMLStrict(plain) : plain;
}

/** How many blanks, no-break ones too, stand before a text: publishers indent what belongs to the row above. */
export const indentOf = (raw: string): number =>
  raw.length - raw.replace(/^[ \u00a0\u2000-\u200a\u202f\t]+/, '').length;

/**
 * Cleans one cell: HTML goes, control characters go (0x1A inside a school's name), no-break spaces become blanks, blanks
 * around the text go, and Excel's `="0150011"` gives its text, leading zeros kept.
 */
export function tidyCell(raw: string): { text: string; tidying: Tidying | null } {
  let tidying: Tidying | null = null;
  let text = raw.includes('<') || raw.includes('&') ? withoutMarkup(raw) : raw;
  if (text !== raw) tidying = 'markup';
  const withoutControls = text.replace(controls, ' ');
  if (withoutControls !== text) {
    tidying ??= 'control_character';
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
