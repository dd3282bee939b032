import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { itemPath } from '../../shared/frame/links.ts';
import { Page, Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AnswerForms } from './answer-forms.tsx';
import { AskCard, AskClock } from './escalation-card.tsx';
import { type AskCardData, type AskData, askKinds, AskPage, SimilarAsks } from './escalation-operations.ts';
import { ContractLine } from './contract-line.tsx';
import classes from './escalations.module.css';

/** One ask: what is asked, of whom, the contract as a time line, and what the viewer may answer. */
export default function AskScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(AskPage, { id }, askKinds);
  return (
    <Screen of={screen} whole>
      {({ escalation }) => <Ask key={id} ask={escalation} />}
    </Screen>
  );
}

function Ask({ ask }: { ask: AskData }) {
  const { t } = useTranslation(['escalations', 'words']);
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
        <ContractLine ask={ask} />
      </div>
      <Alike ask={ask} />
      <History id={ask.id} />
    </Page>
  );
}

/** Asks of any network that read alike, beside each other, so that they can be joined. */
function Alike({ ask }: { ask: AskData }) {
  const screen = useScreen(SimilarAsks, { id: ask.id });
  return (
    <Screen of={screen} empty={{ when: (data) => data.similarEscalations.length === 0, show: null }}>
      {(data) => <AlikeList asks={data.similarEscalations.map(({ escalation }) => escalation)} />}
    </Screen>
  );
}

function AlikeList({ asks }: { asks: readonly AskCardData[] }) {
  const { t } = useTranslation('escalations');
  return (
    <Section title={t('alike.title')}>
      <p className={classes['quiet']}>{t('alike.lead')}</p>
      <ul className={classes['alike']}>
        {asks.map((ask) => (
          <li key={ask.id}>
            <AskCard ask={ask} withState />
            <p className={classes['text']}>{ask.ask}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
