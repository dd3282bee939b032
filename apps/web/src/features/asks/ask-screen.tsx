import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { History } from '../../shared/history.tsx';
import { ItemThread } from '../../shared/item-thread.tsx';
import { itemPath } from '../../shared/links.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { AnswerForms } from './answer-forms.tsx';
import { AskCard, AskClock } from './ask-card.tsx';
import { type AskData, askKinds, AskPage, SimilarAsks } from './ask-operations.ts';
import classes from './asks.module.css';

/** One ask: what is asked, of whom, the contract as a time line, and what the viewer may answer. */
export default function AskScreen() {
  const { id } = useParams<{ id: string }>();
  const [{ data, error }, again] = useLiveQuery(AskPage, { id }, askKinds);
  if (data?.escalation.id === id) return <Ask key={id} ask={data.escalation} />;
  return error ? (
    <ProblemView whole problem={error} retry={() => again({ requestPolicy: 'network-only' })} />
  ) : (
    <Loading />
  );
}

function Ask({ ask }: { ask: AskData }) {
  const { t } = useTranslation(['asks', 'words']);
  return (
    <Page
      title={ask.title}
      thread={<ItemThread id={ask.id} />}
      lead={
        <>
          {t(`words:escalation_kind.${ask.kind}`)} · {t(`words:escalation_category.${ask.category}`)} ·{' '}
          <strong>{t(`words:escalation_state.${ask.state}`)}</strong> ·{' '}
          <Link href={itemPath({ kind: 'network', id: ask.networkId })}>{ask.networkName}</Link>
        </>
      }
    >
      <div className={classes['contract']}>
        <div className={classes['asked']}>
          <h2>{t('ask.asked_of', { whom: ask.askedOfName })}</h2>
          <p className={classes['words']}>{ask.ask}</p>
          <AskClock ask={ask} />
          {ask.description ? (
            <>
              <h3>{t('ask.why')}</h3>
              <p className={classes['text']}>{ask.description}</p>
            </>
          ) : null}
        </div>
        <AnswerForms ask={ask} />
        <TimeLine ask={ask} />
      </div>
      <Alike ask={ask} />
      <History id={ask.id} />
    </Page>
  );
}

/** Every step of the contract, written and dated. */
function TimeLine({ ask }: { ask: AskData }) {
  const { t } = useTranslation('asks');
  const format = useFormat();
  return (
    <Section title={t('line.title')}>
      <ol className={classes['line']}>
        <li>
          <p className={classes['quiet']}>
            <time dateTime={ask.raisedAt}>{format.moment(ask.raisedAt)}</time>
          </p>
          <p>{t('line.raise', { who: ask.raisedByName })}</p>
        </li>
        {ask.answers.map((answer) => (
          <li key={answer.id} data-verb={answer.verb}>
            <p className={classes['quiet']}>
              <time dateTime={answer.createdAt}>{format.moment(answer.createdAt)}</time>
            </p>
            <p>
              {t(`line.${answer.verb}`, {
                who: answer.memberName,
                of: answer.askedOfName,
                to: answer.redirectedToName,
                day: answer.promisedBy ? format.day(answer.promisedBy) : '',
              })}
            </p>
            {answer.text ? <p className={classes['text']}>{answer.text}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Asks of any network that read alike, beside each other, so that they can be joined. */
function Alike({ ask }: { ask: AskData }) {
  const { t } = useTranslation('asks');
  const [{ data, error }, again] = useLiveQuery(SimilarAsks, { id: ask.id });
  if (error && !data) return <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data || data.similarEscalations.length === 0) return null;
  return (
    <Section title={t('alike.title')}>
      <p className={classes['quiet']}>{t('alike.lead')}</p>
      <ul className={classes['alike']}>
        {data.similarEscalations.map(({ escalation }) => (
          <li key={escalation.id}>
            <AskCard ask={escalation} withState />
            <p className={classes['text']}>{escalation.ask}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
