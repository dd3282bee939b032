import { Button } from '@mantine/core';
import { escalationStates, type EscalationState } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Page, Section } from '../../shared/frame/page.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { EscalationCard } from './escalation-card.tsx';
import { EscalationColumns } from './escalation-columns.tsx';
import {
  EscalationBoard,
  type EscalationCardData,
  escalationRowKinds,
  EscalationList,
  EscalationsToUs,
  mostOfUs,
  perColumn,
} from './escalation-operations.ts';
import { ResponseTimes } from './response-times.tsx';
import classes from './escalations.module.css';

/** The board of asks; with `?state=` the whole list of one state. */
export default function EscalationsScreen() {
  const [search] = useSearchParams();
  const state = escalationStates.find((one) => one === search.get('state'));
  return state ? <OneState state={state} networkId={search.get('network') ?? undefined} /> : <Board />;
}

const NewEscalationButton = () => {
  const { t } = useTranslation('escalations');
  return (
    <Button component={Link} href="/asks/new">
      {t('new.open')}
    </Button>
  );
};

function Board() {
  const { t } = useTranslation('escalations');
  const { role } = usePartnership();
  const screen = useScreen(EscalationBoard, { networkId: null, first: perColumn }, escalationRowKinds);
  const isEmpty = (data: ResultOf<typeof EscalationBoard>) =>
    data.escalationBoard.every((column) => column.total === 0);
  const teach = (
    <Empty
      sentence={t('empty.sentence')}
      example={t('empty.example')}
      way={{ action: <NewEscalationButton />, ask: 'facilitator' }}
    />
  );
  const action = screen.data && isEmpty(screen.data) ? undefined : <NewEscalationButton />;
  return (
    <Page title={t('title')} lead={t('lead')} action={action}>
      <OfUs always={role === 'partner_leader'} />
      <Screen state={screen} empty={{ when: isEmpty, show: teach }}>
        {(data) => (
          <>
            <EscalationColumns board={data.escalationBoard} />
            <ResponseTimes />
          </>
        )}
      </Screen>
    </Page>
  );
}

/** What waits for the viewer's own organization or tables; a leader sees it first, also when nothing waits. */
function OfUs({ always }: { always: boolean }) {
  const { t } = useTranslation('escalations');
  const { data, problem, retry } = useScreen(EscalationsToUs, { first: mostOfUs }, escalationRowKinds);
  // Whom nothing was ever asked of does not miss this part.
  if (!data) return problem && always ? <ProblemView problem={problem} retry={retry} /> : null;
  if (data.escalationsToUs.totalCount === 0 && !always) return null;
  return (
    <Section title={t('of_us.title', { count: data.escalationsToUs.totalCount })}>
      {data.escalationsToUs.totalCount === 0 ? <p className={classes['quiet']}>{t('of_us.none')}</p> : null}
      <ul className={classes['list']}>
        {data.escalationsToUs.nodes.map((escalation) => (
          <li key={escalation.id}>
            <EscalationCard escalation={escalation} withState />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const toRow = (escalation: EscalationCardData) => (
  <li key={escalation.id} className={classes['row']}>
    <EscalationCard escalation={escalation} withState />
  </li>
);

function OneState({ state, networkId }: { state: EscalationState; networkId: string | undefined }) {
  const { t } = useTranslation(['escalations', 'words']);
  return (
    <Page
      title={t('list.title', { state: t(`words:escalation_state.${state}`) })}
      lead={t(`board.means.${state}`)}
      thread={<Link href="/asks">{t('list.back')}</Link>}
      width="prose"
    >
      <DataList
        query={EscalationList}
        variables={{ filter: { states: [state], networkId: networkId ?? null } }}
        kinds={escalationRowKinds}
        page={(data) => data.escalations}
        row={toRow}
        empty={<Empty sentence={t('list.empty')} way="none" />}
        label={t('list.title', { state: t(`words:escalation_state.${state}`) })}
      />
    </Page>
  );
}
