import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useCan } from '../../shared/abilities.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Empty } from '../../shared/empty.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { useFormat, usePartnership } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import type { Problem } from '../../shared/transport.ts';
import { importKinds, ImportList } from './operations.ts';
import { uploadFile } from './upload.ts';
import classes from './imports.module.css';

/** Every import, and the place where the next file is dropped. */
export default function ImportsScreen() {
  const { t } = useTranslation('imports');
  const can = useCan();
  const { moment, number } = useFormat();
  if (!can('canImport')) {
    return (
      <Page title={t('title')} width="prose">
        <Empty sentence={t('closed.sentence')} example={t('closed.example')} />
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <DropZone />
      <Section title={t('list')}>
        <DataList
          query={ImportList}
          variables={{}}
          kinds={importKinds}
          label={t('list')}
          page={(data) => data.imports}
          empty={<Empty sentence={t('empty.sentence')} example={t('empty.example')} />}
          row={(file) => (
            <li key={file.id} className={classes['row']}>
              <Link href={`/imports/${file.id}`}>{file.fileName}</Link>
              <span>{t(`words:import_state.${file.state}`)}</span>
              <span className={classes['quiet']}>
                {file.rowsAccepted > 0
                  ? `${t('observations', { count: file.rowsAccepted, shown: number(file.rowsAccepted) })} · `
                  : ''}
                {moment(file.createdAt)}
              </span>
            </li>
          )}
        />
      </Section>
    </Page>
  );
}

function DropZone() {
  const { t } = useTranslation('imports');
  const { partnershipId } = usePartnership();
  const [, go] = useLocation();
  const [over, setOver] = useState(false);
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const take = async (file: File | undefined) => {
    setOver(false);
    if (!file || share !== undefined) return;
    setProblem(undefined);
    setShare(0);
    const answer = await uploadFile({ partnershipId, file, onProgress: setShare });
    setShare(undefined);
    if ('id' in answer) go(`/imports/${answer.id}`);
    else setProblem(answer.problem);
  };
  return (
    <div
      className={classes['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <p>{t('drop.hint')}</p>
      <label>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          disabled={share !== undefined}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <span className={classes['choose']}>{t('drop.choose')}</span>
      </label>
      {share === undefined ? null : (
        <>
          <progress className={classes['progress']} value={share} aria-label={t('drop.sending')} />
          <output>{t(share < 1 ? 'drop.sending' : 'drop.looking')}</output>
        </>
      )}
      {problem?.fields ? (
        <p className={classes['concern']} role="alert">
          {Object.values(problem.fields).join(' ')}
        </p>
      ) : (
        <ProblemLine problem={problem} />
      )}
    </div>
  );
}
