import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword, requestReset } from '../../shared/account/account-client.ts';
import { AccountForm, NewPasswordField, PasswordNowField } from '../../shared/account/account-form.tsx';
import { useOwnWays } from '../../shared/account/own-ways.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useMe } from '../../shared/session/session.tsx';
import classes from '../../shared/account/account.module.css';

/** Changes one's password; nothing of it is kept on the device. */
export function PasswordPart() {
  const { t, i18n } = useTranslation('account');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isChanged, setChanged] = useState(false);
  const { own } = useOwnWays();
  if (!own.hasPassword) return <NoPassword />;
  return (
    <Section title={t('password.title')}>
      <AccountForm
        save={t('password.change')}
        send={() => changePassword(current, next, i18n.language)}
        onDone={() => {
          setChanged(true);
          setCurrent('');
          setNext('');
        }}
        onProblem={() => setChanged(false)}
        below={<output>{isChanged ? t('password.changed') : ''}</output>}
      >
        <PasswordNowField value={current} onChange={setCurrent} />
        <NewPasswordField value={next} onChange={setNext} />
      </AccountForm>
    </Section>
  );
}

/** For an account that is signed in to otherwise: a password is chosen by a link, which proves the address. */
function NoPassword() {
  const { t, i18n } = useTranslation('account');
  const { email } = useMe().account;
  const [isSent, setSent] = useState(false);
  return (
    <Section title={t('password.title')}>
      <AccountForm
        save={t('password.choose')}
        send={() => requestReset(email, i18n.language)}
        onDone={() => setSent(true)}
        below={<output>{isSent ? t('password.sent', { email }) : ''}</output>}
      >
        <p className={classes['quiet']}>{t('password.none')}</p>
      </AccountForm>
    </Section>
  );
}
