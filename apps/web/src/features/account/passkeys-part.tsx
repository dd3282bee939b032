import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountForm, PasswordNowField } from '../../shared/account/account-form.tsx';
import { useOwnWays } from '../../shared/account/own-ways.tsx';
import { addPasskey, removePasskey } from '../../shared/account/passkey-client.ts';
import type { OwnPasskey } from '../../shared/account/ways-client.ts';
import { TextLine } from '../../shared/form/fields.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { deviceOf } from './device-of.ts';
import classes from '../../shared/account/account.module.css';

/** The passkeys of one's account: added with a name, and removed, each with the password again or soon after signing in. */
export function PasskeysPart() {
  const { t } = useTranslation('account');
  const { own, here, reload } = useOwnWays();
  const [task, setTask] = useState<'add' | OwnPasskey>();
  if (!here.passkeys && own.passkeys.length === 0) return null;
  const close = () => setTask(undefined);
  const onDone = () => {
    close();
    reload();
  };
  return (
    <Section title={t('passkeys.title')}>
      <div className={classes['stack']}>
        <p className={classes['quiet']}>{t('passkeys.lead')}</p>
        {own.passkeys.length > 0 ? (
          <ul className={classes['sessions']}>
            {own.passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onRemove={() => setTask(passkey)} />
            ))}
          </ul>
        ) : null}
        {task === 'add' ? <AddPasskey onDone={onDone} /> : null}
        {task && task !== 'add' ? <RemovePasskey passkey={task} onDone={onDone} /> : null}
        {task ? (
          <Button variant="subtle" onClick={close}>
            {t('factor.leave')}
          </Button>
        ) : here.passkeys ? (
          <Button variant="default" onClick={() => setTask('add')}>
            {t('passkeys.add')}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

function PasskeyRow({ passkey, onRemove }: { passkey: OwnPasskey; onRemove(): void }) {
  const { t } = useTranslation('account');
  const { day } = useFormat();
  const { name, createdAt, lastUsedAt } = passkey;
  return (
    <li>
      <strong>{name}</strong>
      <div className={classes['quiet']}>
        {lastUsedAt ? t('passkeys.used', { day: day(lastUsedAt) }) : t('passkeys.added', { day: day(createdAt) })}
      </div>
      <Button variant="subtle" size="compact-md" aria-label={t('passkeys.remove_one', { name })} onClick={onRemove}>
        {t('passkeys.remove')}
      </Button>
    </li>
  );
}

function AddPasskey({ onDone }: { onDone(): void }) {
  const { t, i18n } = useTranslation('account');
  const [name, setName] = useState(() => t('sessions.device', deviceOf(navigator.userAgent)));
  const [password, setPassword] = useState('');
  return (
    <AccountForm save={t('passkeys.make')} send={() => addPasskey(name, password, i18n.language)} onDone={onDone}>
      <TextLine label={t('passkeys.name')} hint={t('passkeys.name_hint')} value={name} onChange={setName} required />
      <PasswordNowField value={password} onChange={setPassword} />
    </AccountForm>
  );
}

function RemovePasskey({ passkey, onDone }: { passkey: OwnPasskey; onDone(): void }) {
  const { t, i18n } = useTranslation('account');
  const [password, setPassword] = useState('');
  return (
    <AccountForm
      save={t('passkeys.remove_one', { name: passkey.name })}
      send={() => removePasskey(passkey.id, password, i18n.language)}
      onDone={onDone}
    >
      <PasswordNowField value={password} onChange={setPassword} />
    </AccountForm>
  );
}
