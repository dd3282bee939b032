import { useCallback, useEffect, useRef, useState } from 'react';
import type { DataForm, FormPeriod } from '@throughline/domain/data-form';
import { keepDraft } from './form-client.ts';
import { isUnsent, keep, type KeptForm, type KeptTexts, throwAwayTyped } from './kept-form.ts';
import { sentTexts, type Texts } from './answer-texts.ts';

/** Where what is typed is: with the link, on its way, on this device alone, or in two versions. */
export type DraftState = 'clean' | 'saving' | 'saved' | 'device' | 'conflict';

/** What is typed for one period of a form. */
export interface AnswerDraft {
  texts: Texts;
  /** The answer that it follows: what is sent takes its place. */
  follows: number;
  set(field: string, text: string): void;
  state: DraftState;
  /** Of two versions: whether the other one was sent already. */
  isOvertaken: boolean;
  /** Answers which of two versions stays: this device's, or the other's. */
  settle(which: 'mine' | 'theirs'): void;
  /** Has it kept on this device, also where the link's own draft is gone. */
  hold(): Promise<void>;
  /** Forgets what was typed, once it is sent. */
  clear(): void;
}

/** Pause in typing after which a draft goes to the server. */
const pauseMs = 1_200;
const againMs = 15_000;

/** Whether another device sent the period since this one typed something else for it. */
const isOvertakenBy = (form: DataForm, period: FormPeriod, ofDevice: KeptTexts | undefined): boolean =>
  ofDevice !== undefined &&
  period.sent !== null &&
  (ofDevice.follows ?? period.answers) !== period.answers &&
  isUnsent(form, period.start, ofDevice);

const beginning = (form: DataForm, period: FormPeriod, ofDevice: KeptTexts | undefined): KeptTexts => {
  const { draft, answers: follows } = period;
  if (ofDevice && (ofDevice.isAhead || isOvertakenBy(form, period, ofDevice))) return { ...ofDevice, follows };
  return { texts: draft?.texts ?? sentTexts(form, period), version: draft?.version ?? 0, follows, isAhead: false };
};

/** Holds what is typed: on this device with each stroke, and with the link after each pause. */
export function useAnswerDraft(token: string, form: DataForm, period: FormPeriod, ofDevice: KeptForm): AnswerDraft {
  const [typed, setTyped] = useState<KeptTexts>(() => beginning(form, period, ofDevice.periods[period.start]));
  const [isOvertaken, setOvertaken] = useState(() => isOvertakenBy(form, period, ofDevice.periods[period.start]));
  const [state, setState] = useState<DraftState>(
    isOvertaken ? 'conflict' : typed.isAhead ? 'device' : period.draft ? 'saved' : 'clean',
  );
  const [theirs, setTheirs] = useState<{ texts: Texts; version: number } | undefined>(
    isOvertaken ? (period.draft ?? { texts: sentTexts(form, period), version: 0 }) : undefined,
  );
  const latest = useRef(typed);
  const isBusy = useRef(false);
  const { start } = period;

  const store = useCallback(
    (next: KeptTexts) => {
      latest.current = next;
      setTyped(next);
      ofDevice.periods = { ...ofDevice.periods, [start]: next };
      ofDevice.lastTyped = start;
      return keep(token, ofDevice);
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
      void store({ ...latest.current, version: answer.data.version, isAhead: !isStill });
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
    follows: typed.follows,
    state,
    isOvertaken,
    hold: () => store(latest.current),
    set: (field, text) => {
      void store({ ...latest.current, texts: { ...latest.current.texts, [field]: text }, isAhead: true });
      setState((now) => (now === 'conflict' ? now : 'device'));
    },
    settle: (which) => {
      if (!theirs) return;
      const isMine = which === 'mine';
      const { texts: mine, follows } = latest.current;
      void store({ texts: isMine ? mine : theirs.texts, version: theirs.version, follows, isAhead: isMine });
      setTheirs(undefined);
      setOvertaken(false);
      setState(isMine ? 'device' : 'saved');
      if (isMine) void push();
    },
    clear: () => {
      latest.current = { texts: {}, version: 0, follows: 0, isAhead: false };
      void throwAwayTyped(token, ofDevice, start);
    },
  };
}
