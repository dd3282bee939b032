import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetMe } from '../../shared/account/account-client.ts';
import { AccountForm, PasswordNowField } from '../../shared/account/account-form.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useMe, useSession } from '../../shared/session/session.tsx';
import classes from '../../shared/account/account.module.css';

/** Being forgotten, by oneself: what goes, what stays and why, and the password before it is done. */
export function ForgetPart() {
  const { t, i18n } = useTranslation('account');
  const { memberships } = useMe();
  const { signOut } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const names = memberships.map(({ partnershipName }) => partnershipName);
  return (
    <Section title={t('forget.title')}>
      <div className={classes['stack']}>
        <p className={classes['quiet']}>{t('forget.means')}</p>
        {isOpen ? (
          <>
            {names.length > 0 ? (
              <p>{t('forget.where', { names: new Intl.ListFormat(i18n.language).format(names) })}</p>
            ) : null}
            <p>{t('forget.goes')}</p>
            <p>{t('forget.stays')}</p>
            <p>{t('forget.other')}</p>
            <p>
              <strong>{t('forget.final')}</strong>
            </p>
            <AccountForm
              save={t('forget.save')}
              send={() => forgetMe(password, i18n.language)}
              onDone={() => void signOut()}
            >
              <PasswordNowField value={password} onChange={setPassword} />
            </AccountForm>
            <div>
              <Button
                variant="subtle"
                onClick={() => {
                  setPassword('');
                  setOpen(false);
                }}
              >
                {t('forget.keep')}
              </Button>
            </div>
          </>
        ) : (
          <div>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('forget.open')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}
