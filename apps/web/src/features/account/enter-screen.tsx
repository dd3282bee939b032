import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { requestSignInLink } from '../../shared/account/account-client.ts';
import { AccountForm, EmailField } from '../../shared/account/account-form.tsx';
import { CodeForm } from '../../shared/account/code-form.tsx';
import { useTypedEmail, withEmail } from '../../shared/account/typed-email.ts';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { signInByLink, type SignInProblem } from '../../shared/session/sign-in.ts';
import classes from '../../shared/account/account.module.css';

/** Signing in by a link that is mailed: asked for here, and opened here with its token behind the #. */
export default function EnterScreen({ preferences }: { preferences: ReactNode }) {
  const token = window.location.hash.slice(1);
  return <Outside preferences={preferences}>{token === '' ? <AskForLink /> : <ByLink token={token} />}</Outside>;
}

function AskForLink() {
  const { t, i18n } = useTranslation('account');
  const [email, setEmail] = useState(useTypedEmail());
  const [sentTo, setSentTo] = useState('');
  return (
    <Page title={t('link.title')} lead={sentTo ? undefined : t('link.lead')} width="prose">
      {sentTo ? (
        <>
          <output>{t('link.sent', { email: sentTo })}</output>
          <p className={classes['quiet']}>{t('forgot.nothing_came')}</p>
        </>
      ) : (
        <AccountForm
          save={t('link.send')}
          send={() => requestSignInLink(email.trim(), i18n.language)}
          onDone={() => setSentTo(email.trim())}
          below={
            <Link href="/sign-in" state={withEmail(email)}>
              {t('to_sign_in')}
            </Link>
          }
        >
          <EmailField value={email} onChange={setEmail} />
        </AccountForm>
      )}
    </Page>
  );
}

/** A press, because programs follow the links of mails too, and a link works once. */
function ByLink({ token }: { token: string }) {
  const { t } = useTranslation(['account', 'sign-in']);
  const { refresh } = useSession();
  const [, goTo] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();
  const goIn = async () => {
    await refresh();
    goTo('/', { replace: true });
  };
  const enter = async () => {
    setBusy(true);
    const found = await signInByLink(token);
    setProblem(found);
    if (!found) await goIn();
    setBusy(false);
  };
  if (problem === 'second_factor')
    return (
      <Page key="code" title={t('sign-in:code')} lead={t('link.code_lead')} width="prose">
        <CodeForm onDone={() => void goIn()} onOver={() => setProblem('over')} />
      </Page>
    );
  return (
    <Page title={t('link.enter_title')} width="prose">
      {problem === 'over' ? (
        <>
          <p role="alert">{t('link.over')}</p>
          <Link href="/sign-in">{t('to_sign_in')}</Link>
        </>
      ) : (
        <>
          {problem ? (
            <p role="alert" className={classes['problem']}>
              {t(`sign-in:problem.${problem}`)}
            </p>
          ) : null}
          <div>
            <Button loading={busy} onClick={() => void enter()}>
              {t('factor.enter')}
            </Button>
          </div>
        </>
      )}
    </Page>
  );
}
