import type { LinkedItem } from '@throughline/domain/item-links';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Outside } from '../../shared/frame/outside.tsx';
import { Page } from '../../shared/frame/page.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { type LinkAnswer, openItem } from './item-link-client.ts';
import { ItemSteps } from './item-steps.tsx';
import classes from './item-link.module.css';

/** One action or one ask, opened by the link of a mail: shown, and answered with one tap. */
export default function ItemLinkScreen({ preferences }: { preferences: ReactNode }) {
  const [token] = useState(() => window.location.hash.slice(1));
  const [item, setItem] = useState<LinkedItem>();
  const [problem, setProblem] = useState<Problem>();
  const show = useCallback((answer: LinkAnswer) => {
    setItem('data' in answer ? answer.data : undefined);
    setProblem('problem' in answer ? answer.problem : undefined);
  }, []);
  useEffect(() => {
    let gone = false;
    void openItem(token).then((answer) => gone || show(answer));
    return () => {
      gone = true;
    };
  }, [token, show]);
  return (
    <Outside preferences={preferences}>
      {item ? (
        <Shown item={item} token={token} onChange={setItem} onOver={setProblem} />
      ) : problem?.code === 'NOT_FOUND' ? (
        <Over />
      ) : problem ? (
        <ProblemView problem={problem} retry={() => void openItem(token).then(show)} />
      ) : (
        <Loading />
      )}
    </Outside>
  );
}

function Over() {
  const { t } = useTranslation('item-link');
  return (
    <Page title={t('over_title')} width="prose">
      <p>{t('over')}</p>
      <Link href="/sign-in">{t('to_sign_in')}</Link>
    </Page>
  );
}

interface ShownProps {
  item: LinkedItem;
  token: string;
  onChange(item: LinkedItem | undefined): void;
  onOver(problem: Problem): void;
}

function Shown({ item, token, onChange, onOver }: ShownProps) {
  const { t } = useTranslation(['item-link', 'words']);
  const format = useFormat();
  const { itemKind, title, text, dueOn, networkName, byName, memberName, partnershipName } = item;
  const state =
    itemKind === 'action'
      ? t(`words:action_state.${item.state as 'done'}`)
      : t(`words:escalation_state.${item.state as 'raised'}`);
  const lead = byName && itemKind === 'escalation' ? t('from', { by: byName }) : t('yours', { member: memberName });
  return (
    <Page title={title} lead={lead} width="prose">
      <p className={classes['where']}>{[networkName, partnershipName].filter(Boolean).join(' · ')}</p>
      {text ? <p className={classes['text']}>{text}</p> : null}
      <dl className={classes['facts']}>
        <dt>{t('state')}</dt>
        <dd aria-live="polite">{state}</dd>
        {dueOn ? (
          <>
            <dt>{t(itemKind === 'action' ? 'due' : 'respond_by')}</dt>
            <dd>{format.day(dueOn)}</dd>
          </>
        ) : null}
      </dl>
      <ItemSteps
        item={item}
        token={token}
        onAnswer={onChange}
        onOver={(problem) => {
          onChange(undefined);
          onOver(problem);
        }}
      />
      <p className={classes['quiet']}>
        {t(`more.${itemKind}`)} <Link href="/sign-in">{t('to_sign_in')}</Link>
      </p>
      <p className={classes['quiet']}>{t('as', { member: memberName })}</p>
    </Page>
  );
}
