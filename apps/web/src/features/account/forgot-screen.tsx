import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { TextLine } from '../../shared/form/fields.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { type AccountProblem, requestReset } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import classes from './account.module.css';

/** Asks for a mail with a link to choose a new password. */
export default function ForgotScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation('account');
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const address = email.trim();
    const answer = await requestReset(address, i18n.language);
    setProblem('problem' in answer ? answer.problem : undefined);
    if ('data' in answer) setSentTo(address);
    setBusy(false);
  };
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
          <form className={classes['form']} onSubmit={(event) => void submit(event)}>
            <TextLine
              label={t('email')}
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
              required
            />
            <ProblemLine problem={problem} />
            <Button type="submit" loading={busy}>
              {t('forgot.send')}
            </Button>
            <Link href="/sign-in">{t('to_sign_in')}</Link>
          </form>
        )}
      </Page>
    </Outside>
  );
}
