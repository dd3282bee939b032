import type { DemoMail } from '@throughline/domain/demo-mail';
import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { openMail } from './inbox-client.ts';
import { withLinks } from './with-links.ts';
import classes from './inbox.module.css';

/** The demo's inbox: what would have been mailed, to whomever, as it landed in a folder. */
export default function InboxScreen({ preferences }: { preferences: ReactNode }) {
  const { t } = useTranslation('inbox');
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof openMail>>>();
  const load = useCallback(() => void openMail().then(setAnswer), []);
  useEffect(load, [load]);
  return (
    <Outside preferences={preferences}>
      <Page title={t('title')} lead={t('lead')} width="prose">
        {answer === undefined ? <Loading /> : null}
        {answer && 'problem' in answer ? <ProblemView problem={answer.problem} retry={load} /> : null}
        {answer && 'mails' in answer ? (
          <>
            <div>
              <Button variant="default" onClick={load}>
                {t('look_again')}
              </Button>
            </div>
            <Mails mails={answer.mails} />
          </>
        ) : null}
      </Page>
    </Outside>
  );
}

function Mails({ mails }: { mails: readonly DemoMail[] }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  if (mails.length === 0) return <Empty sentence={t('empty')} way="none" />;
  return (
    <ul className={classes['mails']}>
      {mails.map(({ id, to, at, subject, text }) => (
        <li key={id}>
          <details>
            <summary>
              <strong>{subject}</strong>
              <span className={classes['quiet']}>
                {[t('to', { to }), at ? format.moment(at) : null].filter(Boolean).join(' · ')}
              </span>
            </summary>
            <p className={classes['text']}>
              {withLinks(text).map(({ at: place, words, url }) =>
                url ? (
                  <a key={place} href={url}>
                    {words}
                  </a>
                ) : (
                  words
                ),
              )}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}
