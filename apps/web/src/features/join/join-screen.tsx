import { Button } from '@mantine/core';
import type { InvitationShown } from '@throughline/domain/invitations';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useWaysHere } from '../../shared/account/own-ways.tsx';
import { ProviderButton } from '../../shared/account/provider-button.tsx';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { useSession } from '../../shared/session/session.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { ProblemLine, ProblemView } from '../../shared/states/problem.tsx';
import { joinAsMe, openInvitation } from './join-client.ts';
import { JoinForm } from './join-form.tsx';

/** Answers an invitation: with a new account, or with the one that is signed in. */
export default function JoinScreen({ preferences }: { preferences: ReactNode }) {
  const [token] = useState(() => window.location.hash.slice(1));
  const [shown, setShown] = useState<InvitationShown>();
  const [problem, setProblem] = useState<Problem>();
  const show = useCallback((answer: Awaited<ReturnType<typeof openInvitation>>) => {
    setShown('data' in answer ? answer.data : undefined);
    setProblem('problem' in answer ? answer.problem : undefined);
  }, []);
  useEffect(() => {
    let gone = false;
    void openInvitation(token).then((answer) => gone || show(answer));
    return () => {
      gone = true;
    };
  }, [token, show]);
  return (
    <Outside preferences={preferences}>
      {shown ? (
        <Invited token={token} shown={shown} />
      ) : problem?.code === 'NOT_FOUND' ? (
        <Over />
      ) : problem ? (
        <ProblemView problem={problem} retry={() => void openInvitation(token).then(show)} />
      ) : (
        <Loading />
      )}
    </Outside>
  );
}

function Over() {
  const { t } = useTranslation('join');
  const { state } = useSession();
  // The mail of the invitation is what people look for when they want to come back.
  if (state.kind === 'signed_in')
    return (
      <Page title={t('in_title')} lead={t('in', { name: state.me.account.name })} width="prose">
        <Link href="/">{t('go_on')}</Link>
      </Page>
    );
  return (
    <Page title={t('over_title')} width="prose">
      <p>{t('over_joined')}</p>
      <Link href="/sign-in">{t('to_sign_in')}</Link>
      <p>{t('over')}</p>
    </Page>
  );
}

function Invited({ token, shown }: { token: string; shown: InvitationShown }) {
  const { t } = useTranslation(['join', 'words']);
  const { state } = useSession();
  const { provider } = useWaysHere();
  const role = t(`words:member_role.${shown.role}`);
  const { inviterName: inviter, organizationName, partnershipName: partnership, email } = shown;
  const lead = inviter ? t('lead', { inviter, role }) : t('lead_plain', { role });
  return (
    <Page title={t('title', { partnership })} lead={lead} width="prose">
      {organizationName ? <p>{organizationName}</p> : null}
      {state.kind === 'signed_in' ? (
        <AsMe token={token} name={state.me.account.name} email={state.me.account.email} />
      ) : shown.hasAccount ? (
        <>
          <p>{t('has_account', { email })}</p>
          <ProviderButton label={provider} invitation={token} />
          <Link href={`/sign-in?back=${encodeURIComponent(`/join#${token}`)}`}>{t('sign_in')}</Link>
        </>
      ) : (
        <JoinForm token={token} shown={shown} />
      )}
    </Page>
  );
}

function AsMe({ token, name, email }: { token: string; name: string; email: string }) {
  const { t } = useTranslation('join');
  const { refresh, signOut } = useSession();
  const [, goTo] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const join = async () => {
    setBusy(true);
    const answer = await joinAsMe(token);
    setProblem('problem' in answer ? answer.problem : undefined);
    if ('data' in answer) {
      await refresh();
      goTo(`/p/${answer.data.slug}/`, { replace: true });
    }
    setBusy(false);
  };
  return (
    <>
      <p>{t('signed_in', { name, email })}</p>
      <ProblemLine problem={problem} />
      <div>
        <Button loading={busy} onClick={() => void join()}>
          {t('as_me', { name })}
        </Button>
      </div>
      <div>
        <Button variant="subtle" onClick={() => void signOut()}>
          {t('other')}
        </Button>
      </div>
    </>
  );
}
