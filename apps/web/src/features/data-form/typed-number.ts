import { numberOf } from '../../shared/form/number-of.ts';

const withThousands = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * A typed count or value: null when empty, undefined when it is no number. `1,200` is twelve hundred, as people who count
 * write it in the United States; `12,5` is twelve and a half.
 */
export function typedNumber(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  return numberOf(withThousands.test(plain) ? plain.replaceAll(',', '') : plain);
}
