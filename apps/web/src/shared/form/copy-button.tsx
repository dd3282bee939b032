import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextArea } from './fields.tsx';

/** Whether the browser took the text; it may refuse, and is not there at all on a page without TLS. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies a text; where the browser does not allow it, shows the text selected, to be copied by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('shared');
  const [was, setWas] = useState<'copied' | 'refused'>();
  const byHand = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (was !== 'refused') return;
    const field = byHand.current?.querySelector('textarea');
    field?.focus();
    field?.select();
  }, [was]);
  return (
    <>
      <Button onClick={() => void copy(text).then((isCopied) => setWas(isCopied ? 'copied' : 'refused'))}>
        {label}
      </Button>
      <output>{was === 'copied' ? t('copy.done') : ''}</output>
      {was === 'refused' ? (
        <div ref={byHand} style={{ flexBasis: '100%' }}>
          <TextArea
            label={t('copy.by_hand')}
            hint={t('copy.by_hand_hint')}
            value={text}
            onChange={() => undefined}
            readOnly
          />
        </div>
      ) : null}
    </>
  );
}
