import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endSecondFactor, renewRecoveryCodes } from '../../shared/account/account-client.ts';
import { AccountForm, PasswordNowField } from '../../shared/account/account-form.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useMe, useSession } from '../../shared/session/session.tsx';
import { RecoveryCodes, SecondFactorSetup } from './second-factor-setup.tsx';
import classes from '../../shared/account/account.module.css';

type Task = 'set_up' | 'renew' | 'end';

/** One's second factor: set up, with new recovery codes, turned off; each with the password again. */
export function SecondFactorPart() {
  const { t, i18n } = useTranslation('account');
  const { account } = useMe();
  const { refresh } = useSession();
  const [task, setTask] = useState<Task>();
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const end = () => {
    setTask(undefined);
    setCodes(undefined);
    setPassword('');
    void refresh();
  };
  return (
    <Section title={t('factor.title')}>
      <div className={classes['stack']}>
        <p className={classes['quiet']}>{t(account.hasSecondFactor ? 'factor.is_on' : 'factor.is_off')}</p>
        {codes ? (
          <RecoveryCodes codes={codes} onDone={end} />
        ) : task === 'set_up' ? (
          <SecondFactorSetup onDone={end} />
        ) : task === 'renew' ? (
          <AccountForm
            save={t('factor.renew')}
            send={() => renewRecoveryCodes(password, i18n.language)}
            onDone={({ backupCodes }) => setCodes(backupCodes)}
          >
            <PasswordNowField value={password} onChange={setPassword} />
          </AccountForm>
        ) : task === 'end' ? (
          <AccountForm save={t('factor.end')} send={() => endSecondFactor(password, i18n.language)} onDone={end}>
            <PasswordNowField value={password} onChange={setPassword} />
          </AccountForm>
        ) : null}
        {task === undefined ? (
          <div className={classes['row']}>
            {account.hasSecondFactor ? (
              <>
                <Button variant="default" onClick={() => setTask('renew')}>
                  {t('factor.renew')}
                </Button>
                <Button variant="default" onClick={() => setTask('end')}>
                  {t('factor.end')}
                </Button>
              </>
            ) : (
              <Button variant="default" onClick={() => setTask('set_up')}>
                {t('factor.set_up')}
              </Button>
            )}
          </div>
        ) : codes ? null : (
          <div>
            <Button variant="subtle" onClick={end}>
              {t('factor.leave')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
}
