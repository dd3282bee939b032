import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../frame/page.tsx';
import { useCan } from '../session/abilities.ts';
import { Empty } from './empty.tsx';

/** Stands for a screen on which something is made in a network, for who takes part in none. */
export function NoNetwork({ title }: { title: string }) {
  const { t } = useTranslation('shared');
  // Whoever may form networks takes part in all of them: then there is none yet.
  const canForm = useCan()('canCreateNetwork');
  return (
    <Page title={title} width="prose">
      <Empty
        sentence={t(canForm ? 'no_network.none' : 'no_network.not_seated')}
        way={{
          action: canForm ? <Link href="/networks?form">{t('no_network.form')}</Link> : null,
          ask: { text: t('no_network.ask') },
        }}
      />
    </Page>
  );
}
