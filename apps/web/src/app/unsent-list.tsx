import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { UnsentDraft } from '../shared/form/use-kept-draft.ts';
import { Dialog } from '../shared/frame/dialog.tsx';
import { useFormat } from '../shared/session/partnership.tsx';
import classes from './waiting-writes.module.css';

interface UnsentListProps {
  drafts: readonly UnsentDraft[];
  drop(draft: UnsentDraft): void;
  onClose(): void;
}

/** What was typed and not sent: the texts, where they were typed, and what their author can do with them. */
export default function UnsentList({ drafts, drop, onClose }: UnsentListProps) {
  const { t } = useTranslation('app');
  return (
    <Dialog title={t('unsent.title')} onClose={onClose}>
      {drafts.length === 0 ? <p>{t('unsent.none')}</p> : <p>{t('unsent.lead')}</p>}
      {drafts.map((draft) => (
        <Unsent key={`${draft.form} ${draft.tab}`} draft={draft} onDrop={() => drop(draft)} onClose={onClose} />
      ))}
    </Dialog>
  );
}

function Unsent({ draft, onDrop, onClose }: { draft: UnsentDraft; onDrop(): void; onClose(): void }) {
  const { t } = useTranslation('app');
  const { moment } = useFormat();
  const [sure, setSure] = useState(false);
  const { label, page, path, texts } = draft.about;
  return (
    <section className={classes['write']}>
      <h3>{label}</h3>
      <p>{t('unsent.where', { page, at: moment(new Date(draft.at).toISOString()) })}</p>
      {texts.map((one) => (
        <figure key={one.label + one.text} className={classes['text']}>
          {one.label ? <figcaption>{one.label}</figcaption> : null}
          <blockquote>{one.text}</blockquote>
        </figure>
      ))}
      <div className={classes['actions']}>
        <Button variant="default" component={Link} href={path} onClick={onClose}>
          {t('unsent.go')}
        </Button>
        <Button
          variant="default"
          onClick={() => void navigator.clipboard.writeText(texts.map(({ text }) => text).join('\n\n'))}
        >
          {t('waiting.copy')}
        </Button>
        <Button variant="subtle" onClick={() => (sure ? onDrop() : setSure(true))}>
          {t(sure ? 'unsent.discard_sure' : 'unsent.discard')}
        </Button>
      </div>
    </section>
  );
}
