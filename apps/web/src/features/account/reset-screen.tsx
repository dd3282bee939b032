import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { resetPassword } from '../../shared/account/account-client.ts';
import { AccountForm, NewPasswordField } from '../../shared/account/account-form.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';

/** Chooses a new password by the link of a mail. The token stands behind the # of the address, which no log keeps. */
export default function ResetScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation('account');
  const token = window.location.hash.slice(1);
  const [password, setPassword] = useState('');
  const [isChosen, setChosen] = useState(false);
  const [isOver, setOver] = useState(token === '');
  return (
    <Outside preferences={preferences}>
      <Page title={t('reset.title')} width="prose">
        {isChosen ? (
          <>
            <output>{t('reset.done')}</output>
            <Link href="/sign-in">{t('to_sign_in')}</Link>
          </>
        ) : isOver ? (
          <>
            <p role="alert">{t('reset.over')}</p>
            <Link href="/forgot">{t('reset.ask_again')}</Link>
          </>
        ) : (
          <AccountForm
            save={t('reset.choose')}
            send={() => resetPassword(token, password, i18n.language)}
            onDone={() => setChosen(true)}
            onProblem={({ kind }) => setOver(kind === 'over')}
          >
            <NewPasswordField value={password} onChange={setPassword} />
          </AccountForm>
        )}
      </Page>
    </Outside>
  );
}
