import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { graphql } from '../../shared/server/graphql.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { importKinds } from './operations.ts';

const ImportedIndicators = graphql(`
  query ImportedIndicators($id: Uuid!) {
    importedIndicators(id: $id) {
      id
      name
      observations
      hidden
      isBeingDecided
    }
  }
`);

const kinds: readonly string[] = [...importKinds, 'indicator'];

/** After the commit: the way to each chart, and how many of the numbers readers will not see. */
export function ImportedPart({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const screen = useScreen(ImportedIndicators, { id }, kinds);
  return (
    <Screen state={screen}>
      {({ importedIndicators }) => (
        <ul style={{ margin: 0, paddingInlineStart: 20 }} aria-label={t('done.indicators')}>
          {importedIndicators.map(({ id: indicatorId, name, observations, hidden, isBeingDecided }) => {
            const params = { count: hidden, shown: number(hidden), total: number(observations) };
            return (
              <li key={indicatorId}>
                <Link href={`/indicators/${indicatorId}`}>{name}</Link>
                {': '}
                {isBeingDecided
                  ? t('done.being_decided')
                  : hidden > 0
                    ? t('done.hidden', params)
                    : t('done.all_seen', params)}
              </li>
            );
          })}
        </ul>
      )}
    </Screen>
  );
}
