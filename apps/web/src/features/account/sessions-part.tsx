import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import {
  type AccountProblem,
  type AccountSession,
  endOtherSessions,
  sessionsOf,
} from '../../shared/account/account-client.ts';
import { ProblemLine } from '../../shared/account/account-problem.tsx';
import { deviceOf } from './device-of.ts';
import classes from '../../shared/account/account.module.css';

/** Where one is signed in, and the way to end the others. */
export function SessionsPart() {
  const { t, i18n } = useTranslation('account');
  const { day } = useFormat();
  const [found, setFound] = useState<{ here: string; sessions: AccountSession[] }>();
  const [problem, setProblem] = useState<AccountProblem>();
  const [busy, setBusy] = useState(false);
  const show = useCallback((answer: Awaited<ReturnType<typeof sessionsOf>>) => {
    setProblem('problem' in answer ? answer.problem : undefined);
    if ('data' in answer) setFound(answer.data);
  }, []);
  const load = async () => show(await sessionsOf(i18n.language));
  useEffect(() => {
    let gone = false;
    void sessionsOf(i18n.language).then((answer) => gone || show(answer));
    return () => {
      gone = true;
    };
  }, [i18n.language, show]);
  const end = async () => {
    setBusy(true);
    const answer = await endOtherSessions(i18n.language);
    if ('problem' in answer) setProblem(answer.problem);
    else await load();
    setBusy(false);
  };
  const others = (found?.sessions.length ?? 1) - 1;
  return (
    <Section title={t('sessions.title')}>
      {found ? (
        <ul className={classes['sessions']}>
          {found.sessions.map((session) => (
            <li key={session.token}>
              <strong>{t('sessions.device', deviceOf(session.userAgent))}</strong>
              <div className={classes['quiet']}>
                {session.token === found.here
                  ? t('sessions.here')
                  : t('sessions.used', { day: day(session.updatedAt) })}
              </div>
            </li>
          ))}
        </ul>
      ) : problem ? null : (
        <Loading />
      )}
      <ProblemLine problem={problem} />
      {problem ? (
        <Button variant="default" onClick={() => void load()}>
          {t('again')}
        </Button>
      ) : null}
      {others > 0 ? (
        <Button variant="default" loading={busy} onClick={() => void end()}>
          {t('sessions.end', { count: others })}
        </Button>
      ) : null}
    </Section>
  );
}
