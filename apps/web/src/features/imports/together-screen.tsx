import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { Link, useParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { useActOn } from '../../shared/form/use-act.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine, ProblemView } from '../../shared/states/problem.tsx';
import { problemOf, type Problem } from '../../shared/server/transport.ts';
import {
  CheckImport,
  CommitImport,
  ImportBatch,
  importKinds,
  MapImport,
  MappingLike,
  type BatchFile,
} from './operations.ts';
import { isReady, missesMapping, standing, waitsForCheck } from './together.ts';
import classes from './imports.module.css';

/** Files that came together: one is mapped, the others follow it, and they are committed one after the other. */
export default function TogetherScreen() {
  const { t } = useTranslation('imports');
  const { batchId } = useParams<{ batchId: string }>();
  const can = useCan();
  const mayImport = can('canImport');
  const [{ data, error }, again] = useLiveQuery(ImportBatch, { batchId }, importKinds, { pause: !mayImport });
  const refresh = () => again({ requestPolicy: 'network-only' });
  if (!mayImport) {
    return (
      <Page title={t('title')} width="prose">
        <Empty sentence={t('closed.sentence')} way={{ ask: { text: t('closed.ask') } }} />
      </Page>
    );
  }
  if (!data) return error ? <ProblemView whole problem={error} retry={refresh} /> : <Loading />;
  const files = data.imports.nodes.toSorted((a, b) => a.fileName.localeCompare(b.fileName));
  return (
    <Page
      title={t('together.title', { count: files.length })}
      lead={
        <>
          {t('together.lead')} <Link href="/imports">{t('all')}</Link>
        </>
      }
    >
      <Steps files={files} refresh={refresh} />
    </Page>
  );
}

interface Stop {
  file: BatchFile;
  problem: Problem | undefined;
  why: 'mapping' | 'errors' | 'problem';
}

function Steps({ files, refresh }: { files: BatchFile[]; refresh(): void }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const client = useClient();
  // Each is about the files as they stand in this list: one that somebody changed is looked at again first.
  const map = useActOn({ document: MapImport, label: t('map.save'), touches: importKinds, exactly: true });
  const check = useActOn({ document: CheckImport, label: t('check.do'), touches: importKinds, exactly: true });
  const commit = useActOn({
    document: CommitImport,
    label: t('commit.do'),
    touches: [...importKinds, 'indicator'],
    exactly: true,
  });
  const [running, setRunning] = useState<{ verb: 'check' | 'commit'; name: string }>();
  const [stop, setStop] = useState<Stop>();
  const pattern = files.find(({ mapping }) => mapping !== null);
  const open = files.filter(({ state }) => state === 'uploaded' || state === 'mapped' || state === 'checked');
  const toCheck = open.filter((file) => pattern !== undefined && (missesMapping(file) || waitsForCheck(file)));
  const ready = open.filter(isReady);

  /** The version of the file once it has its mapping; undefined when it needs a person. */
  const mapFile = async (file: BatchFile): Promise<number | undefined> => {
    if (file.mapping !== null || pattern === undefined) return file.version;
    const like = await client
      .query(MappingLike, { id: file.id, likeId: pattern.id }, { requestPolicy: 'network-only' })
      .toPromise();
    if (!like.data) {
      setStop({ file, problem: like.error && problemOf(like.error), why: 'problem' });
      return undefined;
    }
    const { mapping, missing } = like.data.importMappingLike;
    const saved = missing.length === 0 ? await map.run({ id: file.id, version: file.version }, { mapping }) : undefined;
    if (saved?.kind === 'saved') return saved.data.mapImport.version;
    setStop({ file, problem: saved?.kind === 'failed' ? saved.problem : undefined, why: 'mapping' });
    return undefined;
  };
  const checkAll = async () => {
    setStop(undefined);
    for (const file of toCheck) {
      setRunning({ verb: 'check', name: file.fileName });
      const version = await mapFile(file);
      if (version === undefined) break;
      const done = await check.run({ id: file.id, version });
      refresh();
      if (done.kind !== 'saved') {
        setStop({ file, problem: done.kind === 'failed' ? done.problem : undefined, why: 'problem' });
        break;
      }
      if (done.data.checkImport.errors > 0) {
        setStop({ file, problem: undefined, why: 'errors' });
        break;
      }
    }
    setRunning(undefined);
    refresh();
  };
  const commitAll = async () => {
    setStop(undefined);
    for (const file of ready) {
      setRunning({ verb: 'commit', name: file.fileName });
      const done = await commit.run({ id: file.id, version: file.version }, {});
      if (done.kind !== 'saved') {
        setStop({ file, problem: done.kind === 'failed' ? done.problem : undefined, why: 'problem' });
        break;
      }
    }
    setRunning(undefined);
    refresh();
  };
  const first = files[0];
  return (
    <>
      <Section title={t('together.next')}>
        {pattern === undefined && first ? (
          <>
            <p className={classes['quiet']}>{t('together.map_one')}</p>
            <p>
              <Link className={classes['choose']} href={`/imports/${first.id}`}>
                {t('together.map_first', { name: first.fileName })}
              </Link>
            </p>
          </>
        ) : null}
        {toCheck.length > 0 && pattern ? (
          <p className={classes['quiet']}>{t('together.as', { name: pattern.fileName })}</p>
        ) : null}
        {pattern && toCheck.length === 0 && ready.length === 0 ? (
          <p className={classes['quiet']}>{t(open.length === 0 ? 'together.done' : 'together.correct')}</p>
        ) : null}
        <div className={classes['buttons']}>
          {toCheck.length > 0 ? (
            <Button
              size="md"
              variant={ready.length > 0 ? 'default' : 'filled'}
              loading={running?.verb === 'check'}
              disabled={running !== undefined}
              onClick={() => void checkAll()}
            >
              {t('together.check', { count: toCheck.length })}
            </Button>
          ) : null}
          {ready.length > 0 ? (
            <Button
              size="md"
              loading={running?.verb === 'commit'}
              disabled={running !== undefined}
              onClick={() => void commitAll()}
            >
              {t('together.commit', { count: ready.length })}
            </Button>
          ) : null}
        </div>
        {ready.length > 0 && ready.length < open.length ? (
          <p className={classes['quiet']}>{t('together.only_ready')}</p>
        ) : null}
        {running ? <output>{t(`together.running_${running.verb}`, { name: running.name })}</output> : null}
        {stop ? (
          <div role="alert">
            <p className={classes['concern']}>
              {t(`together.stopped_${stop.why}`, { name: stop.file.fileName })}{' '}
              <Link href={`/imports/${stop.file.id}`}>{t('together.look')}</Link>
            </p>
            <ProblemLine problem={stop.problem} />
          </div>
        ) : null}
      </Section>
      <Section title={t('list')}>
        <ul className={classes['examples']} aria-label={t('list')}>
          {files.map((file) => (
            <li key={file.id} className={classes['row']}>
              <Link href={`/imports/${file.id}`}>{file.fileName}</Link>
              <span>{t(`together.${standing(file)}`)}</span>
              <span className={classes['quiet']}>
                {file.rowsAccepted > 0
                  ? t('observations', { count: file.rowsAccepted, shown: number(file.rowsAccepted) })
                  : ''}
                {file.errors > 0
                  ? ` · ${t('together.errors', { count: file.errors, shown: number(file.errors) })}`
                  : ''}
                {file.warnings > 0
                  ? ` · ${t('together.warnings', { count: file.warnings, shown: number(file.warnings) })}`
                  : ''}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
