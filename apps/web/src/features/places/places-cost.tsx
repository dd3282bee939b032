import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isBeingFound, PreviewLines } from '../../shared/disclosure/preview-lines.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Screen, type ScreenState, useScreen } from '../../shared/states/screen.tsx';

const PlacesCostQuery = graphql(`
  query PlacesCost($placeIds: [Uuid!]!, $parentId: Uuid) {
    placesDisclosurePreview(placeIds: $placeIds, parentId: $parentId) {
      vanishing
      headlinesCount
      headlines
      openToNewReaders
      isWhole
    }
  }
`);

const BeingDecidedQuery = graphql(`
  query BeingDecided {
    indicatorsBeingDecided
  }
`);

const kinds: readonly string[] = ['place', 'observation', 'import'];

/** What it would cost if places lay in another one, and whether that is still being found out. */
export function usePlacesCost(ids: readonly string[], parentId: string | null, isOther: boolean) {
  const variables = useMemo(() => ({ placeIds: [...ids], parentId }), [ids, parentId]);
  const cost = useScreen(PlacesCostQuery, variables, kinds, { pause: !isOther });
  return { cost, isOther, waits: isOther && isBeingFound(cost) };
}

/** Before places are put elsewhere: what readers would no longer see. */
export function PlacesCost({
  cost,
  isOther,
}: {
  cost: ScreenState<ResultOf<typeof PlacesCostQuery>>;
  isOther: boolean;
}) {
  const { t } = useTranslation('places');
  if (!isOther) return null;
  if (isBeingFound(cost)) return <Loading />;
  return (
    <Screen state={cost}>
      {({ placesDisclosurePreview: preview }) =>
        preview.vanishing + preview.openToNewReaders === 0 && preview.isWhole ? (
          <p aria-live="polite">{t('cost_none')}</p>
        ) : (
          <PreviewLines preview={preview} />
        )
      }
    </Screen>
  );
}

/** Says that all is saved while it is still being decided what readers see of it. */
export function BeingDecided() {
  const { t } = useTranslation('places');
  const { data } = useScreen(BeingDecidedQuery, {}, ['place', 'indicator']);
  const count = data?.indicatorsBeingDecided ?? 0;
  return <output>{count > 0 ? t('being_decided', { count }) : null}</output>;
}
