import { Link } from 'wouter';
import { useTranslation } from 'react-i18next';
import { Page } from '../shared/frame/page.tsx';

/** An address that leads nowhere, or to something this person may not see: both look the same. */
export function NotFound({ home }: { home: string }) {
  const { t } = useTranslation('app');
  return (
    <Page title={t('not_found.title')} width="prose">
      <p style={{ margin: 0 }}>{t('not_found.todo')}</p>
      <p style={{ margin: 0 }}>
        <Link href={home}>{t('not_found.home')}</Link>
      </p>
    </Page>
  );
}
