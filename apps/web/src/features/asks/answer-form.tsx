import type { FormEvent, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft, type Draft } from '../../shared/use-draft.ts';
import type { OpenConflict, Outcome, SaveState } from '../../shared/use-write.ts';
import type { Problem } from '../../shared/transport.ts';
import classes from './asks.module.css';

/** What an answer may hold while it is written. */
export interface AnswerDraft {
  text: string;
  day: string;
  target: string;
}

const nothing: AnswerDraft = { text: '', day: '', target: '' };

/** The draft of one answer, kept on the device until the server has it; `send` waits for the write and closes the form. */
export function useAnswer(askId: string, verb: string, done: () => void) {
  const draft = useDraft(`ask-${verb}:${askId}`, nothing);
  const send = async (writing: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await writing;
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    if (outcome.kind === 'saved') done();
  };
  return { draft, send };
}

interface AnswerFormProps {
  verb: string;
  /** The state of the write, whatever it writes. */
  write: {
    state: SaveState;
    problem: Problem | undefined;
    conflict: OpenConflict | undefined;
    resolve(settled: Record<string, unknown>): Promise<Outcome<unknown>>;
    dismiss(): void;
  };
  draft: Pick<Draft<unknown>, 'dirty' | 'clear'>;
  send(): Promise<void>;
  children: ReactNode;
}

/** The frame of an answer's form: its fields, one button, what became of it. */
export function AnswerForm({ verb, write, draft, send, children }: AnswerFormProps) {
  const { t } = useTranslation('asks');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      {children}
      <ProblemLine problem={write.problem} />
      <div className={classes['verbs']}>
        <Button type="submit" loading={write.state === 'saving'}>
          {t(`send.${verb}`)}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`conflict.${field}`)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then((outcome) => outcome.kind === 'saved' && draft.clear())}
      />
    </form>
  );
}
