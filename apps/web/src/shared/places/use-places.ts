import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '../form/bound-fields.tsx';
import { useDebounced } from '../lists/use-debounced.ts';
import { useLiveQuery } from '../live/live.ts';
import type { ResultOf } from '../server/graphql.ts';
import { ChosenPlace, PlaceChoices, placeKinds } from './place-query.ts';

/** Places that a list offers at once; among more, one searches. */
const mostOffered = 50;

type Place = Pick<ResultOf<typeof PlaceChoices>['places']['nodes'][number], 'id' | 'shownName' | 'kind' | 'parentName'>;

/** The places that are offered for what is typed, with the one that is chosen. */
export interface Places {
  options: readonly Option[];
  /** Whether there are more places than are offered: then they are searched. */
  isSearched: boolean;
  search: string;
  setSearch(text: string): void;
}

/** Places of the partnership to choose from; the server is asked as one types. */
export function usePlaces(chosenId: string | null | undefined): Places {
  const { t } = useTranslation('words');
  const [search, setSearch] = useState('');
  const searchText = useDebounced(search.trim());
  const [{ data }] = useLiveQuery(PlaceChoices, { search: searchText || null, first: mostOffered }, placeKinds);
  const nodes = data?.places.nodes;
  const isOffered = nodes?.some(({ id }) => id === chosenId) ?? false;
  const id = chosenId ?? '';
  const [chosen] = useLiveQuery(ChosenPlace, { id }, placeKinds, { pause: id === '' || !nodes || isOffered });
  const options = useMemo(() => {
    const optionOf = ({ id: value, shownName, kind, parentName }: Place): Option => {
      const within = parentName && !shownName.endsWith(` · ${parentName}`) ? ` · ${parentName}` : '';
      return { value, label: `${shownName}${within} (${t(`place_kind.${kind}`)})` };
    };
    const gone = chosen.data?.place.id === id ? [chosen.data.place] : [];
    return [...gone, ...(nodes ?? [])].map(optionOf);
  }, [t, nodes, chosen.data, id]);
  const total = data?.places.totalCount ?? 0;
  return {
    options,
    isSearched: search !== '' || total > mostOffered,
    search,
    setSearch,
  };
}
