import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Form } from '../../shared/form/use-form.ts';
import { isKept, type Outcome } from '../../shared/form/use-saving.ts';

type Saves = Pick<Form<unknown>, 'save'>;

/** The forms that stand open on a cycle's page. */
export interface OpenForms {
  add(form: () => Saves): () => void;
  /** Saves what is typed in each of them; stops at the first that cannot be saved. */
  save(): Promise<Outcome<unknown>>;
}

const Context = createContext<OpenForms>({
  add: () => () => undefined,
  save: () => Promise.resolve({ kind: 'clean' }),
});

/** Knows the open forms of a page, so that a button that moves on leaves nothing of them behind. */
export function OpenFormsProvider({ children }: { children: ReactNode }) {
  const forms = useRef(new Set<() => Saves>());
  const value = useMemo<OpenForms>(
    () => ({
      add: (form) => {
        forms.current.add(form);
        return () => forms.current.delete(form);
      },
      save: async () => {
        let last: Outcome<unknown> = { kind: 'clean' };
        for (const form of forms.current) {
          const outcome = await form().save();
          if (!isKept(outcome)) return outcome;
          if (outcome.kind !== 'clean' && last.kind !== 'waiting') last = outcome;
        }
        return last;
      },
    }),
    [],
  );
  return <Context value={value}>{children}</Context>;
}

/** The open forms of the page. */
export const useOpenForms = (): OpenForms => use(Context);

/** Names a form as one that must be saved before the cycle moves on; a form without text of its own is passed over. */
export function useOpenForm<V, Data>(form: Form<V, Data>): void {
  const { add } = useOpenForms();
  const latest = useRef<Saves>(form);
  useEffect(() => {
    latest.current = { save: () => (form.dirty ? form.save() : Promise.resolve({ kind: 'clean' })) };
  });
  useEffect(() => add(() => latest.current), [add]);
}
