const withThousands = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** Twelve hundred in much of the Spanish-speaking world: no count of people has three decimals. */
const withPoints = /^[-+]?\d{1,3}(\.\d{3})+$/;

/**
 * A typed number, also with a percent sign: null when empty, undefined when it is no number. `1,200` is twelve hundred,
 * as people who count write it in the United States; `12,5` is twelve and a half. Of a count, `1.200` is twelve hundred
 * too.
 */
export function numberOf(text: string, isCount = false): number | null | undefined {
  const plain = text.replace('%', '').replaceAll(/[\s\u00a0\u202f]/g, '');
  if (plain === '') return null;
  if (isCount && withPoints.test(plain)) return Number(plain.replaceAll('.', ''));
  const pointed = withThousands.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^[-+]?\d*\.?\d+$/.test(pointed) ? Number(pointed) : undefined;
}

/** A stored number as a field shows it; one with three decimals is not taken for thousands when it is read again. */
export function shownNumber(value: number | null): string {
  const text = value === null ? '' : String(value);
  return withPoints.test(text) ? `${text}0` : text;
}

/** What a field sends: null when it is empty. Its own check stops whatever is no number. */
export const typedNumber = (text: string, isCount = false): number | null => numberOf(text, isCount) ?? null;
