import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Link, useLocation } from 'wouter';
import { useAct } from '../../../shared/form/use-act.ts';
import type { Problem } from '../../../shared/server/transport.ts';
import { usePartnership } from '../../../shared/session/partnership.tsx';
import { DropArea, fileTypes } from '../drop-area.tsx';
import { UploadProblem } from '../upload-problem.tsx';
import { takeFile } from '../upload.ts';
import { RenewSource, type SourceDetail, sourceKinds } from './operations.ts';
import classes from './sources.module.css';

/** Renews a source: fetched from its address where the server may, or from a file that is dropped or chosen here. */
export function RenewPart({ source }: { source: SourceDetail }) {
  const { t } = useTranslation('imports');
  const { partnershipId } = usePartnership();
  const [, go] = useLocation();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const renewal = useAct({
    document: RenewSource,
    label: t('source.renew'),
    touches: sourceKinds,
    row: { id: source.id },
  });
  const isBusy = sending || renewal.state === 'saving';
  const renew = async (importId: string) => {
    setProblem(undefined);
    const done = await renewal.run({ importId });
    if (done?.kind === 'saved') go(`/imports/${done.data.renewDataSource.id}`);
  };
  const take = async (file: File | undefined) => {
    if (!file || isBusy) return;
    setProblem(undefined);
    setSending(true);
    const answer = await takeFile({ partnershipId, file, source: source.id, onProgress: () => undefined });
    setSending(false);
    if ('id' in answer) await renew(answer.id);
    else setProblem(answer.problem);
  };
  if (source.openImportId) {
    return (
      <p className={classes['waits']}>
        <Link href={`/imports/${source.openImportId}`}>{t('source.open')}</Link>
      </p>
    );
  }
  return (
    <DropArea className={classes['renew']} onDrop={(files) => void take(files[0])}>
      {source.canFetch ? (
        <Button loading={isBusy} onClick={() => void renew(uuid())} aria-label={t('source.renew_named', source)}>
          {t('source.renew')}
        </Button>
      ) : null}
      <label>
        <input
          type="file"
          accept={fileTypes}
          disabled={isBusy}
          aria-label={t('source.drop_named', source)}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <span className={classes['choose']} data-second={source.canFetch}>
          {t('source.drop')}
        </span>
      </label>
      {source.address ? (
        <a href={source.address} target="_blank" rel="noreferrer">
          {t('source.visit')}
        </a>
      ) : null}
      {isBusy ? <output>{t('source.reading')}</output> : null}
      <div className={classes['problem']}>
        <UploadProblem problem={problem ?? renewal.problem} />
      </div>
    </DropArea>
  );
}
