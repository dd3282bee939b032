import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { itemPath } from '@throughline/domain/item-paths';
import { Page, Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AnswerForms } from './answer-forms.tsx';
import { EscalationCard, EscalationClockLine } from './escalation-card.tsx';
import {
  type EscalationCardData,
  type EscalationData,
  escalationRowKinds,
  EscalationDetail,
  SimilarEscalations,
} from './escalation-operations.ts';
import { ContractLine } from './contract-line.tsx';
import classes from './escalations.module.css';

/** One ask: what is asked, of whom, the contract as a time line, and what the viewer may answer. */
export default function EscalationScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(EscalationDetail, { id }, escalationRowKinds);
  return (
    <Screen state={screen} whole>
      {({ escalation }) => <EscalationView key={id} escalation={escalation} />}
    </Screen>
  );
}

function EscalationView({ escalation }: { escalation: EscalationData }) {
  const { t } = useTranslation(['escalations', 'words']);
  return (
    <Page
      title={escalation.title}
      thread={<ItemThread id={escalation.id} />}
      lead={
        <>
          {t(`words:escalation_kind.${escalation.kind}`)} · {t(`words:escalation_category.${escalation.category}`)} ·{' '}
          <strong>{t(`words:escalation_state.${escalation.state}`)}</strong> ·{' '}
          <Link href={itemPath({ kind: 'network', id: escalation.networkId })}>{escalation.networkName}</Link>
        </>
      }
    >
      <div className={classes['contract']}>
        <div className={classes['asked']}>
          <h2>{t('ask.asked_of', { whom: escalation.askedOfName })}</h2>
          <p className={classes['words']}>{escalation.ask}</p>
          <EscalationClockLine escalation={escalation} />
          {escalation.description ? (
            <>
              <h3>{t('ask.why')}</h3>
              <p className={classes['text']}>{escalation.description}</p>
            </>
          ) : null}
        </div>
        <AnswerForms escalation={escalation} />
        <ContractLine escalation={escalation} />
      </div>
      <Alike escalation={escalation} />
      <History id={escalation.id} />
    </Page>
  );
}

/** Asks of any network that read alike, beside each other, so that they can be joined. */
function Alike({ escalation }: { escalation: EscalationData }) {
  const screen = useScreen(SimilarEscalations, { id: escalation.id });
  return (
    <Screen state={screen} empty={{ when: (data) => data.similarEscalations.length === 0, show: null }}>
      {(data) => <AlikeList escalations={data.similarEscalations.map(({ escalation }) => escalation)} />}
    </Screen>
  );
}

function AlikeList({ escalations }: { escalations: readonly EscalationCardData[] }) {
  const { t } = useTranslation('escalations');
  return (
    <Section title={t('alike.title')}>
      <p className={classes['quiet']}>{t('alike.lead')}</p>
      <ul className={classes['alike']}>
        {escalations.map((escalation) => (
          <li key={escalation.id}>
            <EscalationCard escalation={escalation} withState />
            <p className={classes['text']}>{escalation.ask}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
