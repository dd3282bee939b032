import { isSearchedFor } from '../../database/name-search.ts';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery, PageRequest } from '../../tenancy/page.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';

/** Which page of a list by name is asked for; `search` keeps the names that contain it, or the row with that id. */
export interface NamedPageRequest extends PageRequest {
  search: string | null;
}

/** A list by name, of the table with the alias: `$1` is the partnership, `$2` a part of the name or an id, `where` may ask for more. */
export const namedList = ({ alias, where, ...list }: Omit<ListQuery, 'order'> & { alias: string }): ListQuery => ({
  ...list,
  where: `${where} AND ${isSearchedFor(alias, '$2')}`,
  order: [
    { by: `${alias}.name`, type: 'text' },
    { by: `${alias}.id`, type: 'uuid' },
  ],
});

/** A page of a list by name, narrowed by the list's own parameters from `$3` on; 2 statements. */
export const namedPage = <T extends object>(
  tx: ReadTransaction,
  list: ListQuery,
  { search, first, after }: NamedPageRequest,
  narrowed: readonly (string | null)[] = [],
): Promise<Page<T>> => tx.page<T>(list, [tx.partnershipId, search?.trim() || null, ...narrowed], { first, after });
