import { useTranslation } from 'react-i18next';
import { isBeingFound, PreviewLines } from '../../shared/disclosure/preview-lines.tsx';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Screen, type ScreenState, useScreen } from '../../shared/states/screen.tsx';

const MinimumCostQuery = graphql(`
  query MinimumCost($minimum: Int!) {
    minimumPreview(minimum: $minimum) {
      vanishing
      headlinesCount
      headlines
      openToNewReaders
      isWhole
    }
  }
`);

const kinds: readonly string[] = ['partnership', 'observation', 'import'];

/** What another minimum would cost; asked for where it is another one. */
export const useMinimumCost = (minimum: number, isOther: boolean) =>
  useScreen(MinimumCostQuery, { minimum }, kinds, { pause: !isOther });

interface MinimumCostProps {
  cost: ScreenState<ResultOf<typeof MinimumCostQuery>>;
  isRaised: boolean;
}

/** Before another minimum is saved: what would vanish, and what hiding it does not take back. */
export function MinimumCost({ cost, isRaised }: MinimumCostProps) {
  const { t } = useTranslation('people');
  return (
    <div>
      <p style={{ margin: 0 }}>{t(isRaised ? 'settings.raise_means' : 'settings.lower_means')}</p>
      {isBeingFound(cost) ? (
        <Loading />
      ) : (
        <Screen state={cost}>{({ minimumPreview }) => <PreviewLines preview={minimumPreview} />}</Screen>
      )}
    </div>
  );
}
