import { useCallback, useEffect, useRef, useState } from 'react';
import type { DataForm, FormPeriod } from '@throughline/domain/data-form';
import { keepDraft } from './form-client.ts';
import { keep, type KeptForm, type KeptTexts } from './kept-form.ts';
import { sentTexts } from './answer-texts.ts';

/** Where what is typed is: with the link, on its way, on this device alone, or in two versions. */
export type DraftState = 'clean' | 'saving' | 'saved' | 'device' | 'conflict';

/** What is typed for one period of a form. */
export interface AnswerDraft {
  texts: Readonly<Record<string, string>>;
  set(field: string, text: string): void;
  state: DraftState;
  /** Answers which of two versions stays: this device's, or the other's. */
  settle(which: 'mine' | 'theirs'): void;
  /** Forgets what was typed, once it is sent. */
  clear(): void;
}

/** Pause in typing after which a draft goes to the server. */
const pauseMs = 1_200;
const againMs = 15_000;

const beginning = (form: DataForm, period: FormPeriod, ofDevice: KeptTexts | undefined): KeptTexts => {
  if (ofDevice?.isAhead) return ofDevice;
  const { draft } = period;
  return { texts: draft?.texts ?? sentTexts(form, period), version: draft?.version ?? 0, isAhead: false };
};

/** Holds what is typed: on this device with each stroke, and with the link after each pause. */
export function useAnswerDraft(token: string, form: DataForm, period: FormPeriod, ofDevice: KeptForm): AnswerDraft {
  const [typed, setTyped] = useState<KeptTexts>(() => beginning(form, period, ofDevice.periods[period.start]));
  const [state, setState] = useState<DraftState>(typed.isAhead ? 'device' : period.draft ? 'saved' : 'clean');
  const [theirs, setTheirs] = useState<{ texts: Record<string, string>; version: number }>();
  const latest = useRef(typed);
  const isBusy = useRef(false);
  const { start } = period;

  const store = useCallback(
    (next: KeptTexts) => {
      latest.current = next;
      setTyped(next);
      ofDevice.periods = { ...ofDevice.periods, [start]: next };
      void keep(token, ofDevice);
    },
    [ofDevice, start, token],
  );

  const push = useCallback(async () => {
    const { texts, version, isAhead } = latest.current;
    if (!isAhead || isBusy.current) return;
    isBusy.current = true;
    setState('saving');
    const answer = await keepDraft(token, { periodStart: start, version, texts });
    isBusy.current = false;
    if ('data' in answer) {
      const isStill = latest.current.texts === texts;
      store({ ...latest.current, version: answer.data.version, isAhead: !isStill });
      setState(isStill ? 'saved' : 'device');
    } else if (answer.problem.code === 'CONFLICT' && answer.problem.current) {
      setTheirs(answer.problem.current as { texts: Record<string, string>; version: number });
      setState('conflict');
    } else setState('device');
  }, [start, store, token]);

  const { texts, isAhead } = typed;
  useEffect(() => {
    if (!isAhead || state === 'conflict') return undefined;
    const timer = setTimeout(() => void push(), pauseMs);
    return () => clearTimeout(timer);
    // A change of the state alone is no reason to send again: that is what the timer below is for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [texts, isAhead, push]);
  useEffect(() => {
    if (state !== 'device') return undefined;
    const again = () => void push();
    window.addEventListener('online', again);
    const timer = setInterval(again, againMs);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [state, push]);

  return {
    texts,
    state,
    set: (field, text) => {
      const { version } = latest.current;
      store({ texts: { ...latest.current.texts, [field]: text }, version, isAhead: true });
      setState((now) => (now === 'conflict' ? now : 'device'));
    },
    settle: (which) => {
      if (!theirs) return;
      const isMine = which === 'mine';
      store({ texts: isMine ? latest.current.texts : theirs.texts, version: theirs.version, isAhead: isMine });
      setTheirs(undefined);
      setState(isMine ? 'device' : 'saved');
      if (isMine) void push();
    },
    clear: () => {
      latest.current = { texts: {}, version: 0, isAhead: false };
      ofDevice.periods = Object.fromEntries(Object.entries(ofDevice.periods).filter(([one]) => one !== start));
      void keep(token, ofDevice);
    },
  };
}
