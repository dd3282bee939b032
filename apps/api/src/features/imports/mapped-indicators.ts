import { refusal } from '@throughline/domain/refusals/refusal';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { MappingError } from '@throughline/source-files/mapping/mapping-checker';
import { Invalid, Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { Import } from './import.entity.ts';

/** Of several of one name, one in use comes last. */
const findIndicators = `
SELECT id, name, retired_at IS NOT NULL AS "isRetired" FROM indicator
WHERE partnership_id = $1 AND (lower(name) = ANY ($2::text[]) OR id::text = ANY ($2::text[])) ORDER BY retired_at NULLS LAST`;

interface MappedIndicator {
  id: string;
  name: string;
  isRetired: boolean;
}

const keysOf = ({ indicators }: ImportMapping): string[] =>
  indicators.map(({ indicatorKey }) => indicatorKey.trim().toLowerCase());

const findMapped = (tx: ReadTransaction, mapping: ImportMapping): Promise<MappedIndicator[]> =>
  tx.rows<MappedIndicator>(findIndicators, [tx.partnershipId, keysOf(mapping)]);

/** The indicators that a mapping names, by their names in lower case and by their ids. */
export async function readIndicators(
  tx: ReadTransaction,
  mapping: ImportMapping,
): Promise<ReadonlyMap<string, MappedIndicator>> {
  const found = await findMapped(tx, mapping);
  return new Map(found.flatMap((each) => [[each.name.toLowerCase(), each] as const, [each.id, each] as const]));
}

/**
 * The mapping with the partnership's ids in place of indicators' names.
 * @throws Invalid for one that is not here, or is retired and takes no new numbers
 */
export function withIds(mapping: ImportMapping, found: ReadonlyMap<string, MappedIndicator>): ImportMapping {
  const keys = keysOf(mapping);
  const errors = keys.flatMap((key, index): MappingError[] => {
    const known = found.get(key);
    if (known && !known.isRetired) return [];
    const path = `indicators.${index}.indicatorKey`;
    const indicator = known?.name ?? mapping.indicators[index]?.indicatorKey ?? '';
    return [
      { path, refusal: refusal(known ? 'MAPPING_INDICATOR_RETIRED' : 'MAPPING_INDICATOR_NOT_HERE', { indicator }) },
    ];
  });
  if (errors.length > 0) throw mappingErrors(errors);
  const indicators = mapping.indicators.map((source, index) => ({
    ...source,
    indicatorKey: found.get(keys[index] ?? '')?.id ?? '',
  }));
  return { ...mapping, indicators };
}

/** @throws Refused MAPPING_INDICATOR_RETIRED when one of them was retired since the columns were mapped */
export async function refuseRetired(tx: ReadTransaction, { mapping }: Pick<Import, 'mapping'>): Promise<void> {
  const retired = mapping && (await findMapped(tx, mapping)).find(({ isRetired }) => isRetired);
  if (retired) throw new Refused(refusal('MAPPING_INDICATOR_RETIRED', { indicator: retired.name }));
}

/** What is wrong in a mapping, at the fields of the form. */
export function mappingErrors(errors: readonly MappingError[]): Invalid {
  return new Invalid(
    Object.fromEntries(errors.map(({ path, refusal: why }) => [path ? `mapping.${path}` : 'mapping', why])),
  );
}
