import { numberOf } from '../../shared/form/number-of.ts';

const withThousands = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** Twelve hundred in much of the Spanish-speaking world: no count of people has three decimals. */
const withPoints = /^[-+]?\d{1,3}(\.\d{3})+$/;

/**
 * A typed count or value: null when empty, undefined when it is no number. `1,200` is twelve hundred, as people who count
 * write it in the United States; `12,5` is twelve and a half. Of a count, `1.200` is twelve hundred too.
 */
export function typedNumber(text: string, isCount = false): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  if (isCount && withPoints.test(plain)) return numberOf(plain.replaceAll('.', ''));
  return numberOf(withThousands.test(plain) ? plain.replaceAll(',', '') : plain);
}
