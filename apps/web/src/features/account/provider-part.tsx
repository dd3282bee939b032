import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountForm, PasswordNowField } from '../../shared/account/account-form.tsx';
import { useOwnWays } from '../../shared/account/own-ways.tsx';
import { disconnectProvider, goToProvider } from '../../shared/account/ways-client.ts';
import { Section } from '../../shared/frame/page.tsx';
import classes from '../../shared/account/account.module.css';

/** The account at the provider that signs one in here: connected and disconnected, each with the password again. */
export function ProviderPart() {
  const { t, i18n } = useTranslation('account');
  const { own, here, reload } = useOwnWays();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const { provider: label } = here;
  if (label === null) return null;
  const close = () => {
    setOpen(false);
    setPassword('');
  };
  const act = t(own.isConnected ? 'provider.disconnect' : 'provider.connect', { label });
  const send = () =>
    own.isConnected
      ? disconnectProvider(password, i18n.language)
      : goToProvider(i18n.language, { connects: true, password });
  return (
    <Section title={t('provider.title', { label })}>
      <div className={classes['stack']}>
        <p className={classes['quiet']}>{t(own.isConnected ? 'provider.is_on' : 'provider.is_off', { label })}</p>
        {isOpen ? (
          <>
            <AccountForm
              save={act}
              send={send}
              onDone={() => {
                close();
                reload();
              }}
            >
              <PasswordNowField value={password} onChange={setPassword} />
            </AccountForm>
            <Button variant="subtle" onClick={close}>
              {t('factor.leave')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {act}
          </Button>
        )}
      </div>
    </Section>
  );
}
