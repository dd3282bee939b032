import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useLocation } from 'wouter';
import { usePartnership } from '../../shared/session/partnership.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { DropArea, fileTypes } from './drop-area.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { UploadProblem } from './upload-problem.tsx';
import { takeFile } from './upload.ts';
import classes from './imports.module.css';

/** So many files are a series; more are probably the wrong folder. */
const mostFiles = 60;

/** Where files are dropped: one goes to its own screen, several of one series to theirs. */
export function DropZone() {
  const { t } = useTranslation('imports');
  const { partnershipId } = usePartnership();
  const [, go] = useLocation();
  const [pastes, setPastes] = useState(false);
  const [progress, setProgress] = useState<{ share: number; at: number; total: number }>();
  const [failed, setFailed] = useState<{ name: string; problem: Problem }[]>([]);
  const [batchOf, setBatch] = useState<string>();
  const take = async (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, mostFiles).toSorted((a, b) => a.name.localeCompare(b.name));
    if (files.length === 0 || progress) return;
    setFailed([]);
    setBatch(undefined);
    const batch = files.length > 1 ? uuid() : undefined;
    const problems: { name: string; problem: Problem }[] = [];
    let taken: string | undefined;
    for (const [at, file] of files.entries()) {
      const onProgress = (share: number) => setProgress({ share, at: at + 1, total: files.length });
      onProgress(0);
      const answer = await takeFile({ partnershipId, file, onProgress, ...(batch && { batch }) });
      if ('id' in answer) taken = answer.id;
      else problems.push({ name: file.name, problem: answer.problem });
    }
    setProgress(undefined);
    setFailed(problems);
    if (taken === undefined) return;
    if (batch === undefined) go(`/imports/${taken}`);
    // Files that were not taken are told here first.
    else if (problems.length === 0) go(`/imports/together/${batch}`);
    else setBatch(batch);
  };
  return (
    <DropArea className={classes['drop']} onDrop={(files) => void take(files)}>
      <p>{t('drop.hint')}</p>
      <div className={classes['buttons']}>
        <label>
          <input
            type="file"
            multiple
            accept={fileTypes}
            disabled={progress !== undefined}
            onChange={(event) => {
              void take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
          <span className={classes['choose']}>{t('drop.choose')}</span>
        </label>
        <Button variant="default" size="md" onClick={() => setPastes(true)}>
          {t('paste.open')}
        </Button>
      </div>
      {progress === undefined ? null : (
        <>
          <progress className={classes['progress']} value={progress.share} aria-label={t('drop.sending')} />
          <output>
            {t(progress.share < 1 ? 'drop.sending' : 'drop.looking')}
            {progress.total > 1 ? ` (${t('drop.of', { at: progress.at, total: progress.total })})` : ''}
          </output>
        </>
      )}
      {failed.map(({ name, problem }) => (
        <div key={name}>
          {failed.length > 1 || batchOf ? <strong>{name}</strong> : null}
          <UploadProblem problem={problem} />
        </div>
      ))}
      {batchOf ? (
        <Button size="md" onClick={() => go(`/imports/together/${batchOf}`)}>
          {t('drop.go_on')}
        </Button>
      ) : null}
      {pastes ? <PasteDialog onClose={() => setPastes(false)} /> : null}
    </DropArea>
  );
}
