import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import type { AccountAnswer, AccountProblem } from '../../shared/account/account-client.ts';
import { ProblemLine } from '../../shared/account/account-problem.tsx';
import { CodeForm } from '../../shared/account/code-form.tsx';
import { useWaysHere } from '../../shared/account/own-ways.tsx';
import { finishAtProvider, type FromProvider, wayBack } from '../../shared/account/ways-client.ts';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { Loading } from '../../shared/states/loading.tsx';

/** Where the provider leads back to: signs in, joins or connects, and goes on where one was; or says why not. */
export default function ProviderScreen({ preferences }: { preferences: ReactNode }) {
  const { t, i18n } = useTranslation(['account', 'sign-in']);
  const { refresh } = useSession();
  const [, goTo] = useLocation();
  const search = useSearch();
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [problem, setProblem] = useState<AccountProblem>();
  const { provider } = useWaysHere();
  const [back] = useState(wayBack);
  const goOn = async (to: string) => {
    await refresh();
    goTo(to, { replace: true });
  };
  const show = useEffectEvent((answer: AccountAnswer<FromProvider>) => {
    if ('problem' in answer) setProblem(answer.problem);
    else if (answer.data.twoFactorRedirect) setCodeAsked(true);
    else void goOn(answer.data.slug ? `/p/${answer.data.slug}/` : back);
  });
  const finish = useEffectEvent((what: string) => finishAtProvider(what, i18n.language));
  // What came back is judged once, whatever is drawn meanwhile.
  useEffect(() => {
    let gone = false;
    void finish(search).then((answer) => gone || show(answer));
    return () => {
      gone = true;
    };
  }, [search]);
  return (
    <Outside preferences={preferences}>
      {problem ? (
        <Page title={t('provider.failed')} width="prose">
          <ProblemLine problem={problem} />
          <p>
            <Link href={back} replace>
              {t('provider.back')}
            </Link>
          </p>
        </Page>
      ) : isCodeAsked ? (
        <Page
          key="code"
          title={t('sign-in:code')}
          lead={t('provider.code_lead', { label: provider ?? '' })}
          width="prose"
        >
          <CodeForm onDone={() => void goOn(back)} onOver={() => setProblem({ kind: 'over' })} />
        </Page>
      ) : (
        <Page title={t('provider.waiting')} width="prose">
          <Loading />
        </Page>
      )}
    </Outside>
  );
}
