import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../shared/form/conflict-dialog.tsx';
import { mergeFields, type Merge } from '../shared/form/conflict.ts';
import { Dialog } from '../shared/frame/dialog.tsx';
import { writtenValue } from '../shared/device/field-words.ts';
import type { QueuedWrite } from '../shared/device/offline-queue.ts';
import { useProblemText } from '../shared/states/problem.tsx';
import { useQueue } from '../shared/form/queue-context.tsx';
import classes from './waiting-writes.module.css';

type Fields = Record<string, unknown>;
type OpenConflict = Merge & { current: Fields };

const notContent = new Set(['id', 'version', 'idempotencyKey']);

/** The fields of an input that a person wrote: all but ids, version and key. */
const contentOf = (input: Fields): Fields =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !notContent.has(field)));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isProse = (value: unknown): value is string => typeof value === 'string' && /\s/.test(value.trim());

/** One field that a person has filled in, as its form wrote it. */
interface Written {
  field: string;
  label: string | undefined;
  text: string;
}

/** What a person wrote, by the labels of its form: what they left as it was is not theirs. */
function writtenIn({ input, base, words }: QueuedWrite): Written[] {
  return Object.entries(contentOf(input)).flatMap(([field, value]) => {
    const isTheirs = value !== null && value !== '' && !(base && isSame(base[field], value));
    const known = words?.[field];
    if (!isTheirs || !(known || isProse(value))) return [];
    return [{ field, label: known?.label, text: known ? writtenValue(known, value) : String(value) }];
  });
}

const asText = (written: readonly Written[]): string =>
  written.map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`)).join('\n\n');

/** What the server refused after it had waited: why, the person's own text, and what they can do. */
export default function RefusedWrites({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app');
  const { writes } = useQueue();
  const refused = writes.filter(({ state }) => state === 'refused');
  return (
    <Dialog title={t('waiting.title')} onClose={onClose}>
      {refused.length === 0 ? <p>{t('waiting.none')}</p> : null}
      {refused.map((write) => (
        <RefusedWrite key={write.id} write={write} />
      ))}
    </Dialog>
  );
}

function RefusedWrite({ write }: { write: QueuedWrite }) {
  const { t } = useTranslation('app');
  const { retry, discard } = useQueue();
  const explain = useProblemText();
  const [conflict, setConflict] = useState<OpenConflict>();
  const [sure, setSure] = useState(false);
  const problem = write.problem ?? { code: 'UNKNOWN', message: '' };
  const { happened, todo } = explain(problem);
  const written = writtenIn(write);

  const again = () => {
    const { current } = problem;
    if (problem.code !== 'CONFLICT' || !current) {
      void retry(write.id);
      return;
    }
    const { merged, conflicts } = mergeFields(write.base, contentOf(write.input), current);
    if (conflicts.length === 0) void retry(write.id, { ...merged, version: current['version'] });
    else setConflict({ merged, conflicts, current });
  };

  return (
    <section className={classes['write']} aria-labelledby={`refused-${write.id}`}>
      <h3 id={`refused-${write.id}`}>{write.label}</h3>
      <p>
        {happened} {todo}
      </p>
      {Object.values(problem.fields ?? {}).map((message) => (
        <p key={message}>{message}</p>
      ))}
      {written.map(({ field, label, text }) => (
        <figure key={field} className={classes['text']}>
          {label === undefined ? null : <figcaption>{label}</figcaption>}
          <blockquote>{text}</blockquote>
        </figure>
      ))}
      <div className={classes['actions']}>
        <Button variant="default" onClick={again}>
          {t(problem.code === 'CONFLICT' ? 'waiting.compare' : 'waiting.again')}
        </Button>
        {written.length > 0 ? (
          <Button variant="default" onClick={() => void navigator.clipboard.writeText(asText(written))}>
            {t('waiting.copy')}
          </Button>
        ) : null}
        <Button variant="subtle" onClick={() => (sure ? void discard(write.id) : setSure(true))}>
          {t(sure ? 'waiting.discard_sure' : 'waiting.discard')}
        </Button>
      </div>
      <ConflictDialog
        conflict={conflict}
        fieldLabel={(field) => write.words?.[field]?.label ?? write.label}
        show={(field, value) => writtenValue(write.words?.[field], value)}
        onDismiss={() => setConflict(undefined)}
        onResolve={(resolved) => {
          setConflict(undefined);
          void retry(write.id, { ...conflict?.merged, ...resolved, version: conflict?.current['version'] });
        }}
      />
    </section>
  );
}
