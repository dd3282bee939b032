import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { requestReset } from '../../shared/account/account-client.ts';
import { AccountForm, EmailField } from '../../shared/account/account-form.tsx';
import { useTypedEmail, withEmail } from '../../shared/account/typed-email.ts';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import classes from '../../shared/account/account.module.css';

/** Asks for a mail with a link to choose a new password. */
export default function ForgotScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation('account');
  const [email, setEmail] = useState(useTypedEmail());
  const [sentTo, setSentTo] = useState('');
  return (
    <Outside preferences={preferences}>
      <Page title={t('forgot.title')} lead={sentTo ? undefined : t('forgot.lead')} width="prose">
        {sentTo ? (
          <>
            <output>{t('forgot.sent', { email: sentTo })}</output>
            <p className={classes['quiet']}>{t('forgot.nothing_came')}</p>
            <Button variant="default" onClick={() => setSentTo('')}>
              {t('forgot.again')}
            </Button>
          </>
        ) : (
          <AccountForm
            save={t('forgot.send')}
            send={() => requestReset(email.trim(), i18n.language)}
            onDone={() => setSentTo(email.trim())}
            below={
              <Link href="/sign-in" state={withEmail(email)}>
                {t('to_sign_in')}
              </Link>
            }
          >
            <EmailField value={email} onChange={setEmail} />
          </AccountForm>
        )}
      </Page>
    </Outside>
  );
}
