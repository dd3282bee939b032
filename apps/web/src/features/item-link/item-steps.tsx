import { Button } from '@mantine/core';
import type { LinkedItem, LinkedVerb } from '@throughline/domain/item-links';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { DateField, TextArea } from '../../shared/form/fields.tsx';
import type { Problem } from '../../shared/server/transport.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { useRefusalText } from '../../shared/states/refusal-text.ts';
import { openItem, takeStep } from './item-link-client.ts';
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
  const [note, setNote] = useState('');
  const [promisedBy, setPromisedBy] = useState(item.dueOn ?? '');
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
      setNote('');
      setChanged(false);
      return onAnswer(answer.data);
    }
    if (answer.problem.code === 'NOT_FOUND') return onOver(answer.problem);
    if (answer.problem.code !== 'CONFLICT') return setProblem(answer.problem);
    setChanged(true);
    const current = await openItem(token);
    return 'data' in current ? onAnswer(current.data) : setProblem(current.problem);
  };
  if (item.verbs.length === 0) return <output>{t('nothing_left')}</output>;
  const ofDay = problem?.fields?.['promisedBy'];
  return (
    <div className={classes['steps']}>
      {changed ? <p role="alert">{t('changed')}</p> : null}
      <TextArea label={t('note')} hint={t(`note_hint.${item.itemKind}`)} value={note} onChange={setNote} />
      {item.verbs.includes('commit') ? (
        <DateField
          label={t('promised_by')}
          hint={t('promised_by_hint')}
          value={promisedBy}
          onChange={setPromisedBy}
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
