import { Button } from '@mantine/core';
import { answerFields } from '@throughline/domain/answer-checks';
import { cellKey, type DataForm } from '@throughline/domain/data-form';
import { formatPeriod } from '@throughline/domain/periods';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, noteField, type Texts } from './answer-texts.ts';
import { type KeptForm, throwAwayTyped } from './kept-form.ts';
import classes from './data-form.module.css';

interface UnsentProps {
  token: string;
  ofDevice: KeptForm;
  /** The periods whose form is not offered any more. */
  starts: readonly string[];
}

/** What was typed and cannot be sent from here: it is not lost, but can be read, copied and thrown away. */
export function Unsent({ token, ofDevice, starts }: UnsentProps) {
  const { t } = useTranslation('data-form');
  const [gone, setGone] = useState<readonly string[]>([]);
  const [copied, setCopied] = useState('');
  const { form } = ofDevice;
  const throwAway = (start: string) => {
    void throwAwayTyped(token, ofDevice, start);
    setGone([...gone, start]);
  };
  const copy = (start: string, text: string) =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(start),
      // A page without the right to it leaves the text to be selected by hand.
      () => setCopied(''),
    );
  return starts
    .filter((start) => !gone.includes(start))
    .map((start) => {
      const text = asText(form, ofDevice.periods[start]?.texts ?? {}, t('note'));
      return (
        <section key={start} className={classes['returned']} aria-label={formatPeriod(start, form.cadence)}>
          <strong>{t('unsent.title', { period: formatPeriod(start, form.cadence) })}</strong>
          <p className={classes['typed']}>{text}</p>
          <Button variant="default" onClick={() => void copy(start, text)}>
            {t('unsent.copy')}
          </Button>{' '}
          <Button variant="default" onClick={() => throwAway(start)}>
            {t('unsent.throw_away')}
          </Button>
          <output>{copied === start ? ` ${t('unsent.copied')}` : ''}</output>
        </section>
      );
    });
}

/** A line for each place and population, as it was typed. */
function asText({ places, populations }: DataForm, texts: Texts, note: string): string {
  const lines = places.flatMap((place) =>
    populations.flatMap((population) => {
      const key = cellKey({ placeId: place.id, populationId: population.id });
      const typed = answerFields.flatMap((field) => texts[fieldOf(key, field)]?.trim() || []);
      return typed.length > 0 ? [`${place.name}, ${population.name}: ${typed.join(' / ')}`] : [];
    }),
  );
  const written = texts[noteField]?.trim();
  return [...lines, ...(written ? [`${note}: ${written}`] : [])].join('\n');
}
