import { Button } from '@mantine/core';
import type { InvitationShown } from '@throughline/domain/invitations';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useWaysHere } from '../../shared/account/own-ways.tsx';
import { PasskeyButton } from '../../shared/account/passkey-button.tsx';
import { joinByPasskey } from '../../shared/account/passkey-client.ts';
import { ProviderButton } from '../../shared/account/provider-button.tsx';
import { TextLine } from '../../shared/form/fields.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { signIn } from '../../shared/session/sign-in.ts';
import { useSession } from '../../shared/session/session.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import { joinAnew } from './join-client.ts';
import classes from './join.module.css';

/** Chooses a password, joins, and signs in. */
export function JoinForm({ token, shown }: { token: string; shown: InvitationShown }) {
  const { t, i18n } = useTranslation('join');
  const refusalText = useRefusalText();
  const { refresh } = useSession();
  const [, goTo] = useLocation();
  const { provider, passkeys } = useWaysHere();
  const [name, setName] = useState(shown.name);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const goIn = async (slug: string) => {
    await refresh();
    goTo(`/p/${slug}/`, { replace: true });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await joinAnew(token, { name, password, language: i18n.language });
    setProblem('problem' in answer ? answer.problem : undefined);
    if ('data' in answer) {
      const { email, slug } = answer.data;
      // Where signing in fails just now, the sign-in page takes the same e-mail and password.
      const failed = await signIn(email, password);
      await refresh();
      goTo(failed ? '/sign-in' : `/p/${slug}/`, { replace: true });
    }
    setBusy(false);
  };
  const ofPassword = problem?.fields?.['password'];
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <p>{t('email', { email: shown.email })}</p>
      <TextLine label={t('name')} autoComplete="name" value={name} onChange={setName} required />
      <TextLine
        label={t('password')}
        hint={t('password_hint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        required
        error={ofPassword ? refusalText(ofPassword) : undefined}
      />
      <ProblemLine problem={ofPassword ? undefined : problem} />
      <Button type="submit" loading={busy}>
        {t('join')}
      </Button>
      <ProviderButton label={provider} invitation={token} />
      {passkeys ? (
        <PasskeyButton
          label={t('by_passkey')}
          send={(language) => joinByPasskey(token, { person: name, name: t('this_device') }, language)}
          onDone={({ slug }) => void goIn(slug)}
        />
      ) : null}
    </form>
  );
}
