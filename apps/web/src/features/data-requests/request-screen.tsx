import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useAct } from '../../shared/form/use-act.ts';
import { ReasonDialog } from '../../shared/form/reason-dialog.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { AnswerReview } from './answer-review.tsx';
import { EditRequestDialog } from './edit-request.tsx';
import { LinkPart } from './link-part.tsx';
import { AnswerList, EndRequest, type RequestDetail, requestKinds, RequestPage, RestoreRequest } from './operations.ts';
import { Standing } from './standing-chip.tsx';
import classes from './data-requests.module.css';

// A table wider than its room is scrolled by keyboard, too, so the room itself takes the focus.
const scrollStop = { role: 'region', tabIndex: 0 };

/** One data request: its link, what was sent, and which periods are owed. */
export default function RequestScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(RequestPage, { id }, requestKinds);
  return (
    <Screen state={screen} whole>
      {({ dataRequest }) => <Detail key={id} request={dataRequest} />}
    </Screen>
  );
}

function Detail({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('data-requests');
  const may = useCan()('canRequestData', request);
  return (
    <Page
      title={request.organizationName}
      lead={
        <>
          <Link href={`/indicators/${request.indicatorId}`}>{request.indicatorName}</Link>
          <br />
          <Standing request={request} />
        </>
      }
    >
      {may && !request.retiredAt && request.inReview === 0 ? <LinkPart request={request} /> : null}
      {may ? (
        <Section title={t('answers.title')}>
          <DataList
            query={AnswerList}
            variables={{ requestId: request.id }}
            kinds={requestKinds}
            label={t('answers.title')}
            page={(data) => data.dataAnswers}
            pageSize={10}
            empty={<Empty sentence={t('answers.empty')} example={t('answers.example')} way="none" />}
            row={(answer) => <AnswerReview key={answer.id} answer={answer} request={request} />}
          />
        </Section>
      ) : null}
      {may && !request.retiredAt && request.inReview > 0 ? <LinkPart request={request} /> : null}
      <Periods request={request} />
      <About request={request} may={may} />
    </Page>
  );
}

function Periods({ request }: { request: RequestDetail }) {
  const { t } = useTranslation(['data-requests', 'words']);
  const { day, number } = useFormat();
  return (
    <Section title={t('periods.title')}>
      {request.periods.length === 0 ? (
        <p className={classes['quiet']}>{t('periods.none', { day: day(request.dueOn) })}</p>
      ) : (
        <div className={classes['scroll']} aria-label={t('periods.title')} {...scrollStop}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('periods.period')}</th>
                <th scope="col">{t('periods.due')}</th>
                <th scope="col">{t('periods.state')}</th>
              </tr>
            </thead>
            <tbody>
              {request.periods.map(({ start, label, dueOn, daysLate, state }) => (
                <tr key={start}>
                  <th scope="row">{label}</th>
                  <td>{day(dueOn)}</td>
                  <td data-kind={daysLate > 0 ? 'late' : undefined}>
                    {state ? t(`words:data_answer_state.${state}`) : null}
                    {state && daysLate > 0 ? ' · ' : null}
                    {daysLate > 0 ? t('periods.late', { count: daysLate, shown: number(daysLate) }) : null}
                    {!state && daysLate === 0 ? t('periods.waiting') : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function About({ request, may }: { request: RequestDetail; may: boolean }) {
  const { t } = useTranslation('data-requests');
  const { list, number } = useFormat();
  const [dialog, setDialog] = useState<'edit' | 'end'>();
  const { id, version } = request;
  const restore = useAct({
    document: RestoreRequest,
    label: t('restore'),
    touches: requestKinds,
    row: { id, version },
  });
  const title = `${request.organizationName}: ${request.indicatorName}`;
  return (
    <Section title={t('about.title')}>
      <dl className={classes['facts']}>
        <dt>{t('field.placeIds')}</dt>
        <dd>{list(request.places.map(({ name }) => name))}</dd>
        <dt>{t('field.populationIds')}</dt>
        <dd>{list(request.populations.map(({ name }) => name))}</dd>
        <dt>{t('about.from')}</dt>
        <dd>{request.fromLabel}</dd>
        <dt>{t('about.grace')}</dt>
        <dd>{t('about.days', { count: request.graceDays, shown: number(request.graceDays) })}</dd>
        {request.note ? (
          <>
            <dt>{t('field.note')}</dt>
            <dd className={classes['written']}>{request.note}</dd>
          </>
        ) : null}
      </dl>
      {may ? (
        <div className={classes['acts']}>
          {request.retiredAt ? (
            <Button variant="default" loading={restore.state === 'saving'} onClick={() => void restore.run()}>
              {t('restore')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={() => setDialog('edit')}>
                {t('edit.open')}
              </Button>
              <Button variant="default" onClick={() => setDialog('end')}>
                {t('end.open')}
              </Button>
            </>
          )}
        </div>
      ) : null}
      <ProblemLine problem={restore.problem} />
      {dialog === 'edit' ? <EditRequestDialog request={request} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'end' ? (
        <ReasonDialog
          document={EndRequest}
          item={{ id, version, title }}
          verb={t('end.open')}
          ask={t('end.why')}
          hint={t('end.hint')}
          touches={requestKinds}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </Section>
  );
}
