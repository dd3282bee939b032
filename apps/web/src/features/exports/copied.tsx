import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './exports.module.css';

/** A text to be copied, with the button that does it; the text can be marked and copied by hand too. */
export function Copied({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('exports');
  const [state, setState] = useState<'copied' | 'refused'>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  return (
    <div className={classes['copied']}>
      <pre className={classes['code']}>
        <code>{text}</code>
      </pre>
      <div className={classes['copy']}>
        <Button variant="default" onClick={() => void copy()} aria-label={t('copy_of', { label })}>
          {t('copy')}
        </Button>
        <output>{state === undefined ? '' : t(state)}</output>
      </div>
    </div>
  );
}
