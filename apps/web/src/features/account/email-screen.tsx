import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { confirmEmailChange } from '../../shared/account/account-client.ts';
import { AccountForm } from '../../shared/account/account-form.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';

/** Uses a new address by the link of a mail; a press, because programs follow the links of mails too. */
export default function EmailScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation('account');
  const token = window.location.hash.slice(1);
  const [email, setEmail] = useState('');
  const [isOver, setOver] = useState(token === '');
  return (
    <Outside preferences={preferences}>
      <Page title={t('address.confirm_title')} width="prose">
        {email ? (
          <>
            <output>{t('address.done', { email })}</output>
            <Link href="/">{t('address.go_on')}</Link>
          </>
        ) : isOver ? (
          <>
            <p role="alert">{t('address.over')}</p>
            <Link href="/">{t('address.go_on')}</Link>
          </>
        ) : (
          <AccountForm
            save={t('address.confirm')}
            send={() => confirmEmailChange(token, i18n.language)}
            onDone={(done) => setEmail(done.email)}
            onProblem={({ kind }) => setOver(kind === 'over')}
          >
            <p>{t('address.confirm_lead')}</p>
          </AccountForm>
        )}
      </Page>
    </Outside>
  );
}
