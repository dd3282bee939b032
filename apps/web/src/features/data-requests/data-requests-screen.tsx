import { useState } from 'react';
import { Button } from '@mantine/core';
import { type DataRequestView, dataRequestViews } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { AddRequestDialog } from './add-request.tsx';
import { Requests } from './request-rows.tsx';
import classes from './data-requests.module.css';

const isView = (value: string | null): value is DataRequestView =>
  (dataRequestViews as readonly (string | null)[]).includes(value);

/** Which numbers are requested of whom, who is late, and what waits to be reviewed. */
export default function DataRequestsScreen() {
  const { t } = useTranslation(['data-requests', 'words']);
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(false);
  if (!can('canSeeDataRequests')) {
    return (
      <Page title={t('title')} width="prose">
        <Empty sentence={t('closed.sentence')} way={{ ask: { text: t('closed.ask') } }} />
      </Page>
    );
  }
  const may = can('canRequestData');
  const wanted = search.get('view');
  const view = isView(wanted) ? wanted : 'open';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      action={may ? <Button onClick={() => setAdding(true)}>{t('add.open')}</Button> : undefined}
    >
      <div className={classes['find']}>
        <ChoiceField
          label={t('view')}
          value={view}
          onChange={(value) => setSearch(value === 'open' ? {} : { view: value }, { replace: true })}
          options={dataRequestViews.map((value) => ({ value, label: t(`words:data_request_view.${value}`) }))}
        />
      </div>
      <Requests
        view={view}
        indicatorId={null}
        empty={
          view === 'open' ? (
            <Empty
              sentence={t('empty.sentence')}
              example={t('empty.example')}
              way={{ above: may, ask: 'data_manager' }}
            />
          ) : (
            <Empty sentence={t('empty.view')} way="none" />
          )
        }
      />
      {adding ? <AddRequestDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
