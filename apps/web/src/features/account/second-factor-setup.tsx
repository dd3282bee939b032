import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginSecondFactor, enterCode, type NewSecondFactor } from '../../shared/account/account-client.ts';
import { AccountForm, PasswordNowField } from '../../shared/account/account-form.tsx';
import { CodeField } from '../../shared/account/code-form.tsx';
import { CopyButton } from '../../shared/form/copy-button.tsx';
import classes from '../../shared/account/account.module.css';

const QrCode = lazy(() => import('./qr-code.tsx'));

/** The secret of an app's address in groups of four, as it is typed by hand. */
const secretOf = (uri: string): string =>
  (new URL(uri).searchParams.get('secret') ?? '').replaceAll(/(.{4})(?=.)/g, '$1 ');

/** Sets up a second factor: the password again, the secret into an app, its first code, and the recovery codes once. */
export function SecondFactorSetup({ onDone }: { onDone(): void }) {
  const { t, i18n } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [begun, setBegun] = useState<NewSecondFactor>();
  const [isOn, setOn] = useState(false);
  if (!begun)
    return (
      <AccountForm
        save={t('factor.begin')}
        send={() => beginSecondFactor(password, i18n.language)}
        onDone={(factor) => {
          setBegun(factor);
          setPassword('');
        }}
      >
        <PasswordNowField value={password} onChange={setPassword} />
      </AccountForm>
    );
  if (isOn) return <RecoveryCodes codes={begun.backupCodes} onDone={onDone} />;
  const secret = secretOf(begun.totpURI);
  return (
    <div className={classes['stack']}>
      <p>{t('factor.scan')}</p>
      <Suspense fallback={<div className={classes['qr']} />}>
        <QrCode text={begun.totpURI} label={t('factor.qr')} />
      </Suspense>
      <p>
        {t('factor.by_hand')} <code className={classes['secret']}>{secret}</code>
      </p>
      <div className={classes['row']}>
        <CopyButton text={secret.replaceAll(' ', '')} label={t('factor.copy_secret')} />
        <Button variant="default" component="a" href={begun.totpURI}>
          {t('factor.open_app')}
        </Button>
      </div>
      <AccountForm
        save={t('factor.turn_on')}
        send={() => enterCode(code.replaceAll(/\s/g, ''), i18n.language)}
        onDone={() => setOn(true)}
        onProblem={() => setCode('')}
      >
        <CodeField value={code} onChange={setCode} />
      </AccountForm>
    </div>
  );
}

/** The recovery codes, which are shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  const { t } = useTranslation('account');
  return (
    <div className={classes['stack']}>
      <output>{t('factor.codes_lead')}</output>
      <ul className={classes['codes']} aria-label={t('factor.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes['row']}>
        <CopyButton text={codes.join('\n')} label={t('factor.copy_codes')} />
        <Button variant="default" onClick={onDone}>
          {t('factor.codes_kept')}
        </Button>
      </div>
    </div>
  );
}
