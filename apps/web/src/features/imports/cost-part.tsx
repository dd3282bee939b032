import { useTranslation } from 'react-i18next';
import { PreviewLines } from '../../shared/disclosure/preview-lines.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { importKinds } from './operations.ts';

/** What a commit would cost; asked by this part and by the step that commits. */
export const CommitCost = graphql(`
  query CommitCost($importId: Uuid!) {
    importDisclosurePreview(importId: $importId) {
      vanishing
      headlinesCount
      headlines
      openToNewReaders
      isWhole
    }
  }
`);

/** Before the commit: which numbers that are shown now readers would no longer see. */
export function CostPart({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const screen = useScreen(CommitCost, { importId: id }, importKinds);
  return (
    <Screen state={screen}>
      {({ importDisclosurePreview: preview }) =>
        preview.vanishing + preview.openToNewReaders === 0 && preview.isWhole ? null : (
          <Section title={t('cost.title')}>
            <PreviewLines preview={preview} />
            <p>{t('cost.way')}</p>
          </Section>
        )
      }
    </Screen>
  );
}
