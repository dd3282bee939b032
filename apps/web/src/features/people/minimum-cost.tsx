import { useTranslation } from 'react-i18next';
import { PreviewLines } from '../../shared/disclosure/preview-lines.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';

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

/** Before another minimum is saved: what would vanish, and what hiding it does not take back. */
export function MinimumCost({ minimum, isRaised }: { minimum: number; isRaised: boolean }) {
  const { t } = useTranslation('people');
  const screen = useScreen(MinimumCostQuery, { minimum }, kinds);
  return (
    <div>
      <p style={{ margin: 0 }}>{t(isRaised ? 'settings.raise_means' : 'settings.lower_means')}</p>
      <Screen state={screen}>{({ minimumPreview }) => <PreviewLines preview={minimumPreview} />}</Screen>
    </div>
  );
}
