import { useTranslation } from 'react-i18next';
import { type Searched, useSearched } from '../choices/use-searched.ts';
import { ChosenPlace, PlaceChoices, placeKinds } from './place-query.ts';
import type { ResultOf } from '../server/graphql.ts';

const list = {
  query: PlaceChoices,
  page: (data: ResultOf<typeof PlaceChoices>) => data.places,
  one: { query: ChosenPlace, rowOf: (data: ResultOf<typeof ChosenPlace>) => data.place },
  kinds: placeKinds,
};

/** Places of the partnership to choose from; the server is asked as one types. */
export function usePlaces(chosenId: string | null | undefined): Searched {
  const { t } = useTranslation('words');
  return useSearched(list, chosenId, ({ shownName, kind, parentName }) => {
    const within = parentName && !shownName.endsWith(` · ${parentName}`) ? ` · ${parentName}` : '';
    return `${shownName}${within} (${t(`place_kind.${kind}`)})`;
  });
}
