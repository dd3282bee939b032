import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './people-screen.module.css';

/** One argument of a shell, whatever is in it. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** How somebody who was added as a member gets an account: a command for whoever runs the server. */
export function AccountCommand({ name, email }: { name: string; email: string }) {
  const { t } = useTranslation('people');
  const [copied, setCopied] = useState(false);
  const command = `npm run -s throughline -- account --email ${quote(email)} --name ${quote(name)}`;
  const copy = () =>
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={classes['command']}>
      <p className={classes['quiet']}>{t('member.command_lead')}</p>
      <code>{command}</code>
      <Button variant="default" onClick={() => void copy()}>
        {t('member.copy')}
      </Button>
      <output>{copied ? t('member.copied') : ''}</output>
    </div>
  );
}
