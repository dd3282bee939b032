import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { CodeForm } from '../../shared/account/code-form.tsx';
import { useWaysHere } from '../../shared/account/own-ways.tsx';
import { PasskeyButton } from '../../shared/account/passkey-button.tsx';
import { signInByPasskey } from '../../shared/account/passkey-client.ts';
import { ProviderButton } from '../../shared/account/provider-button.tsx';
import { useTypedEmail, withEmail } from '../../shared/account/typed-email.ts';
import { TextLine } from '../../shared/form/fields.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { DemoPeople } from './demo-people.tsx';
import { signIn, type SignInProblem } from '../../shared/session/sign-in.ts';
import classes from '../../shared/account/account.module.css';

/** Signing in with e-mail and password, and in the demo as one of its people; leads back to where one was. */
export default function SignInScreen({ preferences }: { preferences: ReactNode }) {
  const { t } = useTranslation('sign-in');
  const { state, refresh } = useSession();
  const wasSignedOut = new URLSearchParams(useSearch()).has('back');
  const lost = state.kind === 'anonymous' && state.lost;
  const { provider, passkeys } = useWaysHere();
  const [email, setEmail] = useState(useTypedEmail());
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();

  const enter = async (as: { email: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    const found = await signIn(as.email, as.password);
    if (found) setProblem(found);
    else await refresh();
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ email: email.trim(), password });
  };
  if (problem === 'second_factor')
    return (
      <Outside preferences={preferences}>
        <Page key="code" title={t('code')} lead={t('code_lead')} width="prose">
          <CodeForm onDone={() => void refresh()} onOver={() => setProblem('over')} />
        </Page>
      </Outside>
    );
  return (
    <Outside preferences={preferences}>
      <Page title={t('title')} lead={t(lost ? 'came_back' : wasSignedOut ? 'asked' : 'lead')} width="prose">
        <form className={classes['form']} onSubmit={submit}>
          <TextLine
            label={t('email')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            required
            error={problem === 'email' ? t('problem.email') : undefined}
          />
          <TextLine
            label={t('password')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            required
          />
          {problem && problem !== 'email' ? (
            <p role="alert" className={classes['problem']}>
              {t(`problem.${problem}`)}
            </p>
          ) : null}
          <Button type="submit" loading={busy}>
            {t('enter')}
          </Button>
          <ProviderButton label={provider} />
          {passkeys ? (
            <PasskeyButton label={t('by_passkey')} send={signInByPasskey} onDone={() => void refresh()} />
          ) : null}
          <Link href="/enter" state={withEmail(email)}>
            {t('by_link')}
          </Link>
          <Link href="/forgot" state={withEmail(email)}>
            {t('forgot')}
          </Link>
        </form>
      </Page>
      <DemoPeople busy={busy} onEnter={(person) => void enter(person)} />
    </Outside>
  );
}
