import { Button } from '@mantine/core';
import type { LinkedItem, LinkedVerb } from '@throughline/domain/item-links';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { DateField, TextArea } from '../../shared/form/fields.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import { openItem, takeStep } from './item-link-client.ts';
import { useKeptNote } from './kept-note.ts';
import classes from './item-link.module.css';

interface ItemStepsProps {
  item: LinkedItem;
  token: string;
  /** The item as it is after a step, or as somebody else changed it meanwhile. */
  onAnswer(item: LinkedItem): void;
  /** The link opens nothing any more. */
  onOver(problem: Problem): void;
}

/** The steps that can be taken: one tap each, with a note where there is one. */
export function ItemSteps({ item, token, onAnswer, onOver }: ItemStepsProps) {
  const { t } = useTranslation('item-link');
  const refusalText = useRefusalText();
  const [{ note, promisedBy }, type, forget] = useKeptNote(token, { note: '', promisedBy: item.dueOn ?? '' });
  const [isTaken, setTaken] = useState(false);
  const [busy, setBusy] = useState<LinkedVerb>();
  const [problem, setProblem] = useState<Problem>();
  const [changed, setChanged] = useState(false);
  // The same step that is tried again has the same key; other words make it another step.
  const attempt = useRef<{ step: string; key: string }>(undefined);
  const take = async (verb: LinkedVerb) => {
    const content = {
      version: item.version,
      verb,
      note: note.trim(),
      promisedBy: verb === 'commit' ? promisedBy : null,
    };
    const step = JSON.stringify(content);
    if (attempt.current?.step !== step) attempt.current = { step, key: uuidv7() };
    setBusy(verb);
    setProblem(undefined);
    const answer = await takeStep(token, { ...content, idempotencyKey: attempt.current.key });
    setBusy(undefined);
    if ('data' in answer) {
      forget();
      setTaken(true);
      setChanged(false);
      return onAnswer(answer.data);
    }
    if (answer.problem.code === 'NOT_FOUND') return onOver(answer.problem);
    if (answer.problem.code !== 'CONFLICT') return setProblem(answer.problem);
    setChanged(true);
    const current = await openItem(token);
    return 'data' in current ? onAnswer(current.data) : setProblem(current.problem);
  };
  if (item.verbs.length === 0) return <Thanks>{t('nothing_left')}</Thanks>;
  if (isTaken)
    return (
      <div className={classes['steps']}>
        <Thanks>{t(`taken.${item.itemKind}`)}</Thanks>
        <div>
          <Button variant="default" size="md" onClick={() => setTaken(false)}>
            {t('another')}
          </Button>
        </div>
      </div>
    );
  const ofDay = problem?.fields?.['promisedBy'];
  return (
    <div className={classes['steps']}>
      {changed ? <p role="alert">{t('changed')}</p> : null}
      <TextArea
        label={t('note')}
        hint={t(`note_hint.${item.itemKind}`)}
        value={note}
        onChange={(value) => type({ note: value })}
      />
      {item.verbs.includes('commit') ? (
        <DateField
          label={t('promised_by')}
          hint={t('promised_by_hint')}
          value={promisedBy}
          onChange={(value) => type({ promisedBy: value })}
          error={ofDay ? refusalText(ofDay) : undefined}
        />
      ) : null}
      <ProblemLine problem={ofDay ? undefined : problem} />
      <div className={classes['buttons']}>
        {item.verbs.map((verb, at) => (
          <Button
            key={verb}
            variant={at === 0 ? 'filled' : 'default'}
            size="md"
            loading={busy === verb}
            disabled={busy !== undefined && busy !== verb}
            onClick={() => void take(verb)}
          >
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What became of the step. The buttons before it are gone, so it takes the focus from them. */
function Thanks({ children }: { children: ReactNode }) {
  const here = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus();
  }, []);
  return (
    <output ref={here} tabIndex={-1} className={classes['thanks']}>
      {children}
    </output>
  );
}
