import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ConflictDialog } from '../shared/form/conflict-dialog.tsx';
import { formField, mergeWrite, type WriteMerge } from '../shared/form/merged-write.ts';
import { Dialog } from '../shared/frame/dialog.tsx';
import { writtenValue } from '../shared/device/field-words.ts';
import type { AboutDraft } from '../shared/device/kept-drafts.ts';
import type { QueuedWrite } from '../shared/device/offline-queue.ts';
import { useRefusalText } from '../shared/states/refusal-text.ts';
import { useProblemText } from '../shared/states/problem.tsx';
import { useQueue } from '../shared/form/queue-context.tsx';
import { textsIn } from '../shared/form/typed-texts.ts';
import { usePartnership } from '../shared/session/partnership.tsx';
import classes from './waiting-writes.module.css';

type Fields = Record<string, unknown>;
type OpenConflict = WriteMerge & { version: unknown };

const notContent = new Set(['id', 'version', 'idempotencyKey']);

/** The fields of an input that a person wrote: all but ids, version and key. */
const contentOf = (input: Fields): Fields =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !notContent.has(field)));

const asText = (texts: AboutDraft['texts']): string =>
  texts.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('\n\n');

/** What the server refused after it had waited: why, the person's own text, and what they can do. */
export default function RefusedWrites({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app');
  const { writes } = useQueue();
  const refused = writes.filter(({ state }) => state === 'refused');
  return (
    <Dialog title={t('waiting.title')} onClose={onClose}>
      {refused.length === 0 ? <p>{t('waiting.none')}</p> : null}
      {refused.map((write) => (
        <RefusedWrite key={write.id} write={write} onLeave={onClose} />
      ))}
    </Dialog>
  );
}

/** What the author wrote, as people read it; of writes that were kept before their words were, every text of the input. */
const textsOf = ({ about, input }: QueuedWrite): AboutDraft['texts'] =>
  about?.texts ?? textsIn(contentOf(input)).map((text) => ({ label: '', text }));

function RefusedWrite({ write, onLeave }: { write: QueuedWrite; onLeave(): void }) {
  const { t } = useTranslation('app');
  const { retry, discard } = useQueue();
  const explain = useProblemText();
  const refusalText = useRefusalText();
  const [conflict, setConflict] = useState<OpenConflict>();
  const [sure, setSure] = useState(false);
  const problem = write.problem ?? { code: 'UNKNOWN', message: '' };
  const { partnershipId } = usePartnership();
  const texts = textsOf(write);
  // Where nothing was written there is nothing to compare: what was decided about is to be looked at once more.
  const isComparing = problem.code === 'CONFLICT' && texts.length > 0;
  const { happened, todo } = explain(
    problem.code === 'CONFLICT' && !isComparing ? { code: 'CHANGED', message: '' } : problem,
  );

  const again = () => {
    const { current } = problem;
    if (problem.code !== 'CONFLICT' || !current) {
      void retry(write.id);
      return;
    }
    const { version } = current;
    const merge = mergeWrite(write.base, contentOf(write.input), current);
    if (merge.conflicts.length === 0) void retry(write.id, { ...merge.input({}), version });
    else setConflict({ ...merge, version });
  };

  return (
    <section className={classes['write']} aria-labelledby={`refused-${write.id}`}>
      <h3 id={`refused-${write.id}`}>{write.label}</h3>
      <p>
        {happened} {todo}
      </p>
      {Object.entries(problem.fields ?? {}).map(([path, refusal]) => (
        <p key={path}>{refusalText(refusal)}</p>
      ))}
      {texts.map(({ label, text }) => (
        <figure key={label + text} className={classes['text']}>
          {label ? <figcaption>{label}</figcaption> : null}
          <blockquote>{text}</blockquote>
        </figure>
      ))}
      <div className={classes['actions']}>
        <Button variant="default" onClick={again}>
          {t(isComparing ? 'waiting.compare' : 'waiting.again')}
        </Button>
        {texts.length > 0 ? (
          <Button variant="default" onClick={() => void navigator.clipboard.writeText(asText(texts))}>
            {t('waiting.copy')}
          </Button>
        ) : null}
        {write.about && write.partnershipId === partnershipId ? (
          <Button variant="default" component={Link} href={write.about.path} onClick={onLeave}>
            {t('unsent.go')}
          </Button>
        ) : null}
        <Button variant="subtle" onClick={() => (sure ? void discard(write.id) : setSure(true))}>
          {t(sure ? 'waiting.discard_sure' : 'waiting.discard')}
        </Button>
      </div>
      <ConflictDialog
        conflict={conflict}
        fieldLabel={(field) => write.words?.[formField(field)]?.label ?? write.label}
        isOneLine={(field) => write.words?.[formField(field)]?.isOneLine ?? false}
        show={(field, value) => writtenValue(write.words?.[formField(field)], value)}
        onDismiss={() => setConflict(undefined)}
        onResolve={(resolved) => {
          setConflict(undefined);
          if (conflict) void retry(write.id, { ...conflict.input(resolved), version: conflict.version });
        }}
      />
    </section>
  );
}
