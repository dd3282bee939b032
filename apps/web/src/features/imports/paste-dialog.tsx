import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { TextArea, TextLine } from '../../shared/form/fields.tsx';
import { usePartnership } from '../../shared/session/partnership.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { fileOfPasted, hasHeader, readPasted } from './pasted.ts';
import { usePasted } from './use-pasted.ts';
import { UploadProblem } from './upload-problem.tsx';
import { uploadFile } from './upload.ts';
import classes from './imports.module.css';

const shownRows = 6;
const shownColumns = 12;

/** A table that is pasted from a spreadsheet becomes a file and goes the same way as every other. */
export function PasteDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('imports');
  const { partnershipId } = usePartnership();
  const [, go] = useLocation();
  const { text, name, ready, change, sent } = usePasted();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const table = readPasted(text);
  const isTable = table.header.length > 1 && (table.rows.length > 0 || !hasHeader(table));
  const send = async () => {
    setSending(true);
    setProblem(undefined);
    const names = { period: t('paste.period'), value: t('paste.value') };
    const file = fileOfPasted(table, `${name.trim() || t('paste.default_name')}.tsv`, names);
    const answer = await uploadFile({ partnershipId, file, onProgress: () => undefined });
    setSending(false);
    if ('id' in answer) {
      sent();
      go(`/imports/${answer.id}`);
    } else setProblem(answer.problem);
  };
  return (
    <Dialog
      title={t('paste.title')}
      onClose={onClose}
      width={960}
      actions={
        <Button size="md" disabled={!isTable} loading={isSending} onClick={() => void send()}>
          {t('paste.do')}
        </Button>
      }
    >
      <div className={classes['stack']}>
        <TextArea
          label={t('paste.label')}
          hint={t('paste.hint')}
          rows={5}
          value={text}
          readOnly={!ready}
          onChange={(value) => change({ text: value, name })}
        />
        {text.trim() === '' ? <p className={classes['quiet']}>{t('paste.example')}</p> : null}
        {text.trim() !== '' && !isTable ? (
          <p className={classes['concern']} role="alert">
            {t('paste.no_table')}
          </p>
        ) : null}
        {isTable ? (
          <>
            <output className={classes['quiet']}>
              {t(hasHeader(table) ? 'paste.seen' : 'paste.seen_bare', {
                rows: table.rows.length + (hasHeader(table) ? 0 : 1),
                columns: table.header.length,
              })}{' '}
              {table.isEven ? '' : t('paste.uneven')}
            </output>
            <section className={classes['scroll']} aria-label={t('paste.grid')} {...scrollStop}>
              <table className={classes['table']}>
                {hasHeader(table) ? (
                  <thead>
                    <tr>
                      {table.header.slice(0, shownColumns).map((cell, at) => (
                        <th key={`${cell} ${String(at)}`} scope="col">
                          {cell}
                        </th>
                      ))}
                    </tr>
                  </thead>
                ) : null}
                <tbody>
                  {(hasHeader(table) ? table.rows : [table.header, ...table.rows])
                    .slice(0, shownRows)
                    .map((cells, row) => (
                      <tr key={`row ${String(row)}`}>
                        {cells.slice(0, shownColumns).map((cell, at) => (
                          <td key={`${cell} ${String(at)}`}>{cell}</td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </section>
            <TextLine
              label={t('paste.name')}
              hint={t('paste.name_hint')}
              value={name}
              onChange={(value) => change({ text, name: value })}
            />
          </>
        ) : null}
        <UploadProblem problem={problem} />
      </div>
    </Dialog>
  );
}

/** A wide table is scrolled with the keyboard too. */
const scrollStop = { tabIndex: 0 };
