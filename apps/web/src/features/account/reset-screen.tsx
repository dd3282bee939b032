import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { TextLine } from '../../shared/form/fields.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { type AccountProblem, resetPassword } from './account-client.ts';
import { ProblemLine } from './account-problem.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import classes from './account.module.css';

/** Chooses a new password by the link of a mail. The token stands behind the # of the address, which no log keeps. */
export default function ResetScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [isChosen, setChosen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const token = window.location.hash.slice(1);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await resetPassword(token, password, i18n.language);
    setProblem('problem' in answer ? answer.problem : undefined);
    setChosen('data' in answer);
    setBusy(false);
  };
  const isOver = token === '' || problem?.kind === 'over';
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
          <form className={classes['form']} onSubmit={(event) => void submit(event)}>
            <TextLine
              label={t('new_password')}
              hint={t('password_hint')}
              type="password"
              autoComplete="new-password"
              value={password}
              onChange={setPassword}
              required
            />
            <ProblemLine problem={problem} />
            <Button type="submit" loading={busy}>
              {t('reset.choose')}
            </Button>
          </form>
        )}
      </Page>
    </Outside>
  );
}
