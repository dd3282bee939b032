import { useState, type RefObject } from 'react';
import type { Problem } from '../server/transport.ts';
import { useRefusalText } from '../states/refusal-text.ts';
import type { FieldEntries } from './field-entries.ts';

type Errors = Readonly<Record<string, string>>;

interface Trouble {
  problem: Problem | undefined;
  errors: Errors;
  unplaced: readonly string[];
  failures: number;
}

const atEase: Trouble = { problem: undefined, errors: {}, unplaced: [], failures: 0 };

/** What a form finds wrong by itself; its fields say what it is. */
const foundHere: Problem = { code: 'INVALID', message: '', fields: {} };

/** What went wrong with a form, with the message for each field; see `useTrouble`. */
export interface TroubleOfForm extends Trouble {
  /** Shows what the server answered. */
  showProblem(problem: Problem): void;
  /** Shows what the form found wrong by itself; answers it as a problem. */
  showErrors(errors: Errors): Problem;
  /** Takes away the messages of fields that were typed in since. */
  forget(names: readonly string[]): void;
  clear(): void;
}

/** What is wrong with a form: messages at the fields that show their path, the others beside them. */
export function useTrouble(entries: RefObject<FieldEntries>): TroubleOfForm {
  const refusalText = useRefusalText();
  const [trouble, setTrouble] = useState(atEase);
  const show = (problem: Problem, errors: Errors): void => {
    const unplaced = Object.keys(errors)
      .filter((path) => !entries.current.has(path))
      .map((path) => errors[path] ?? '');
    setTrouble(({ failures }) => ({ problem, errors, unplaced, failures: failures + 1 }));
  };
  return {
    ...trouble,
    showProblem: (problem) => {
      const refusals = Object.entries(problem.fields ?? {});
      show(problem, Object.fromEntries(refusals.map(([path, refusal]) => [path, refusalText(refusal)])));
    },
    showErrors: (errors) => {
      show(foundHere, errors);
      return foundHere;
    },
    forget: (names) =>
      setTrouble((before) => {
        const errors = Object.entries(before.errors).filter(([path]) => !names.includes(path));
        return { ...before, errors: Object.fromEntries(errors) };
      }),
    clear: () => setTrouble(({ failures }) => ({ ...atEase, failures })),
  };
}
