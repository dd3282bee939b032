import type { PolicyName } from '@throughline/domain/policies/registry';
import { usePartnership } from './partnership.tsx';

/**
 * Whether the person may do something here: `const can = useCan(); can('canImport')`, or for one item, whose own
 * abilities the server sends with it, `can('canUpdateAction', action)`. It decides only what a screen offers; the
 * server decides again.
 */
export function useCan(): (ability: PolicyName, item?: { abilities: readonly string[] }) => boolean {
  const { abilities } = usePartnership();
  return (ability, item) => (item?.abilities ?? abilities).includes(ability);
}
