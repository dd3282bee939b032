import type { MeasureLinkKind } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { isBeingFound, PreviewLines } from '../../shared/disclosure/preview-lines.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Screen, type ScreenState, useScreen } from '../../shared/states/screen.tsx';
import { disclosureKinds, LinkCost } from './operations.ts';

interface LinkToSee {
  firstId: string;
  secondId: string;
  kind: MeasureLinkKind;
  isLinked: boolean;
}

/** What linking two indicators would cost, or saying that they are unrelated; nothing while the second is not chosen. */
export function useLinkCost(link: LinkToSee) {
  const isChosen = link.secondId !== '';
  const cost = useScreen(LinkCost, link, disclosureKinds, { pause: !isChosen });
  return { cost, isChosen, waits: isChosen && isBeingFound(cost) };
}

/** Before a link is saved: what readers would no longer see. */
export function LinkCostLines({ cost, isChosen }: { cost: ScreenState<ResultOf<typeof LinkCost>>; isChosen: boolean }) {
  const { t } = useTranslation('disclosure');
  if (!isChosen) return null;
  if (isBeingFound(cost)) return <Loading />;
  return (
    <Screen state={cost}>
      {({ linkDisclosurePreview: preview }) =>
        preview.vanishing + preview.openToNewReaders === 0 && preview.isWhole ? (
          <p aria-live="polite">{t('links.cost_none')}</p>
        ) : (
          <PreviewLines preview={preview} />
        )
      }
    </Screen>
  );
}
