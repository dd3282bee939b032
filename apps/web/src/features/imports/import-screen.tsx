import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Page, Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine, ProblemView } from '../../shared/states/problem.tsx';
import { CheckedPart } from './checked-part.tsx';
import { MappingPart } from './mapping-part.tsx';
import { CommitImport, ImportPage, importKinds, ResumeImport, type ImportDetail } from './operations.ts';
import { DiscardDialog, UndoDialog } from './end-dialogs.tsx';
import { ImportSource } from './sources/import-source.tsx';
import { TakeOutDialog } from './sources/take-out-dialog.tsx';
import { ImportedPart } from './imported-part.tsx';
import { KeepChoice } from './keep-choice.tsx';
import { useWatching } from './use-watching.ts';
import { WorkProgress } from './work-progress.tsx';
import { SeenPart } from './seen-part.tsx';
import { UnreadContext, useUnread } from './unread.ts';
import classes from './imports.module.css';

const steps = ['see', 'map', 'check', 'commit'] as const;
const stepOf: Record<Exclude<ImportDetail['state'], 'discarded'>, number> = {
  uploaded: 1,
  mapped: 2,
  checked: 3,
  committed: 4,
  undone: 4,
};
/** How far a file has come; one that was discarded was never committed. */
const stepsDone = ({ state, mapping }: ImportDetail): number =>
  state === 'discarded' ? stepOf[mapping === null ? 'uploaded' : 'mapped'] : stepOf[state];
const progressMs = 1_500;

/** One import, from what is in the file to its commit and back. */
export default function ImportScreen() {
  const { t } = useTranslation(['imports', 'words']);
  const { id } = useParams<{ id: string }>();
  const can = useCan();
  const mayImport = can('canImport');
  const [{ data, error }, again] = useLiveQuery(ImportPage, { id }, [], { pause: !mayImport });
  const isRunning = data?.import.checkingSince != null || data?.import.rowsWritten != null;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), progressMs);
    return () => clearInterval(timer);
  }, [isRunning, again]);
  if (!mayImport) {
    return (
      <Page title={t('title')} width="prose">
        <Empty sentence={t('closed.sentence')} way={{ ask: { text: t('closed.ask') } }} />
      </Page>
    );
  }
  if (data) return <Journey key={id} file={data.import} />;
  return error ? (
    <ProblemView whole problem={error} retry={() => again({ requestPolicy: 'network-only' })} />
  ) : (
    <Loading />
  );
}

function Journey({ file }: { file: ImportDetail }) {
  const { t } = useTranslation(['imports', 'words']);
  const { moment } = useFormat();
  const at = stepsDone(file);
  const { isUnread, tell } = useUnread();
  const isOpen = file.state === 'uploaded' || file.state === 'mapped' || file.state === 'checked';
  return (
    <Page
      title={file.fileName}
      lead={
        <>
          {t(`words:import_state.${file.state}`)} · {moment(file.committedAt ?? file.createdAt)} ·{' '}
          <Link href={file.batchId ? `/imports/together/${file.batchId}` : '/imports'}>
            {t(file.batchId ? 'together.all' : 'all')}
          </Link>
        </>
      }
    >
      <ol className={classes['steps']} aria-label={t('steps.label')}>
        {steps.map((step, index) => (
          <li key={step} data-done={index < at} aria-current={isOpen && index === at ? 'step' : undefined}>
            {t(`steps.${step}`)}
          </li>
        ))}
      </ol>
      <Ending file={file} isUnread={isUnread} />
      <ImportSource file={file} />
      <SeenPart file={file} collapsed={at > 1} isOpen={isOpen} />
      <UnreadContext value={tell}>
        {isOpen ? <MappingPart key={lookOf(file)} file={file} /> : null}
        {file.report ? <CheckedPart file={file} report={file.report} /> : null}
      </UnreadContext>
      {isOpen ? <Discard file={file} /> : null}
    </Page>
  );
}

/** How the file was looked at: a new look asks anew what the columns mean. */
const lookOf = ({ seen }: ImportDetail): string => JSON.stringify(seen.corrected ?? {});

/** The step that a person decides on: commit, or undo. */
function Ending({ file, isUnread }: { file: ImportDetail; isUnread: boolean }) {
  const { t } = useTranslation(['imports', 'words']);
  const { number } = useFormat();
  const row = { id: file.id, version: file.version };
  const touches = [...importKinds, 'indicator', 'data_source'];
  // What is committed is what was read on this screen.
  const commit = useAct({ document: CommitImport, label: t('commit.do'), touches, row, exactly: true });
  const watching = useWatching(file.id);
  const isWriting = commit.state === 'saving' || file.rowsWritten !== null;
  const put = () => void watching(() => commit.run({ keepsPublished }));
  const [isUndoing, setIsUndoing] = useState(false);
  const [isTakingOut, setIsTakingOut] = useState(false);
  const [keepsPublished, setKeepsPublished] = useState(false);
  const report = file.report;
  if (file.state === 'undone') return <p className={classes['quiet']}>{t('ended.undone')}</p>;
  if (file.state === 'discarded') return <Discarded file={file} />;
  if (file.state === 'committed') {
    const { added = 0, changed = 0, same = 0, gone = 0 } = report?.overlap ?? {};
    const isSame = added + changed + gone === 0;
    return (
      <Section title={t(isSame ? 'done.same' : 'done.title')}>
        <p className={classes['quiet']}>
          {t('done.what', { added: number(added), changed: number(changed), same: number(same) })}{' '}
          {gone > 0 ? t('renewal.taken_out', { count: gone, shown: number(gone) }) : ''}
        </p>
        <ImportedPart id={file.id} />
        <div className={classes['buttons']}>
          <Button variant="default" size="md" onClick={() => setIsUndoing(true)}>
            {t('undo.do')}
          </Button>
        </div>
        {isUndoing ? <UndoDialog file={file} onClose={() => setIsUndoing(false)} /> : null}
      </Section>
    );
  }
  const isReady = file.state === 'checked' && file.errors === 0 && file.rowsAccepted > 0 && !file.checkingSince;
  if (!isReady) return null;
  const written = <WorkProgress kind="write" done={file.rowsWritten ?? 0} total={file.rowsAccepted} />;
  const newGroups = report?.populationsToAdd ?? 0;
  const { added = 0, changed = 0, gone = 0 } = report?.overlap ?? {};
  if (file.sourceId !== null) {
    return (
      <Section
        title={
          added + changed > 0
            ? t('renewal.commit_title', { added: number(added), changed: number(changed) })
            : t('renewal.nothing_new')
        }
      >
        <p className={classes['quiet']}>{t(added + changed > 0 ? 'renewal.commit_hint' : 'renewal.nothing_hint')}</p>
        {gone > 0 ? <p>{t('renewal.gone_stays', { count: gone, shown: number(gone) })}</p> : null}
        {changed > 0 ? <KeepChoice id={file.id} isKept={keepsPublished} onKeep={setKeepsPublished} /> : null}
        <div className={classes['buttons']}>
          {added + changed > 0 ? (
            <Button size="md" disabled={isUnread} loading={isWriting} onClick={put}>
              {t('commit.do')}
            </Button>
          ) : null}
          {gone > 0 ? (
            <Button variant="default" size="md" disabled={isUnread} onClick={() => setIsTakingOut(true)}>
              {t('renewal.take_out')}
            </Button>
          ) : null}
        </div>
        {isWriting ? written : null}
        {isUnread ? <output>{t('commit.unread')}</output> : null}
        <ProblemLine problem={commit.problem} />
        {isTakingOut ? <TakeOutDialog file={file} onClose={() => setIsTakingOut(false)} /> : null}
      </Section>
    );
  }
  return (
    <Section title={t('commit.title', { count: file.rowsAccepted, shown: number(file.rowsAccepted) })}>
      <p className={classes['quiet']}>{t('commit.hint')}</p>
      {newGroups > 0 ? (
        <p className={classes['quiet']}>{t('commit.new_groups', { count: newGroups, shown: number(newGroups) })}</p>
      ) : null}
      {changed > 0 ? <KeepChoice id={file.id} isKept={keepsPublished} onKeep={setKeepsPublished} /> : null}
      <div className={classes['buttons']}>
        <Button size="md" disabled={isUnread} loading={isWriting} onClick={put}>
          {t('commit.do')}
        </Button>
      </div>
      {isWriting ? written : null}
      {isUnread ? <output>{t('commit.unread')}</output> : null}
      <ProblemLine problem={commit.problem} />
    </Section>
  );
}

/** What was discarded, and the way back to it. */
function Discarded({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const row = { id: file.id, version: file.version };
  const resume = useAct({ document: ResumeImport, label: t('resume.do'), touches: importKinds, row });
  const { added, changed, same } = file.report?.overlap ?? {};
  const isSame = file.sourceId !== null && added === 0 && changed === 0;
  return (
    <>
      {isSame ? <p>{t('renewal.nothing', { count: same ?? 0, shown: number(same ?? 0) })}</p> : null}
      <p className={classes['quiet']}>{t('ended.discarded')}</p>
      <div className={classes['buttons']}>
        <Button variant="default" size="md" loading={resume.state === 'saving'} onClick={() => void resume.run()}>
          {t('resume.do')}
        </Button>
      </div>
      <ProblemLine problem={resume.problem} />
    </>
  );
}

/** Gives the import up; at the end of the page, away from the thumb. */
function Discard({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <div className={classes['buttons']}>
        <Button variant="default" size="md" onClick={() => setIsAsking(true)}>
          {t('discard.do')}
        </Button>
      </div>
      {isAsking ? <DiscardDialog file={file} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}
