import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../shared/frame/page.tsx';
import { AddRequestDialog } from './add-request.tsx';
import { Requests } from './request-rows.tsx';
import classes from './data-requests.module.css';

/** On an indicator's page: of whom its numbers are requested, and who is late. */
export default function IndicatorRequests({ indicatorId, manages }: { indicatorId: string; manages: boolean }) {
  const { t } = useTranslation('data-requests');
  const [adding, setAdding] = useState(false);
  return (
    <Section title={t('title')} id="data-requests">
      <Requests
        view="open"
        indicatorId={indicatorId}
        empty={<p className={classes['quiet']}>{t('empty.indicator')}</p>}
      />
      {manages ? (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('add.open')}
          </Button>
        </div>
      ) : null}
      {adding ? <AddRequestDialog indicatorId={indicatorId} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
