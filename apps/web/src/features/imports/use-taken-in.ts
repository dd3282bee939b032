import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * Takes in what stands half-typed beside a form's own fields: when the focus leaves them, and before the form is sent,
 * so that nothing typed is left behind.
 */
export function useTakenIn(take: () => void): {
  ref: RefObject<HTMLDivElement | null>;
  onBlur(event: FocusEvent<HTMLElement>): void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const form = ref.current?.closest('form');
    const before = () => latest.current();
    form?.addEventListener('submit', before, { capture: true });
    return () => form?.removeEventListener('submit', before, { capture: true });
  }, []);
  return {
    ref,
    onBlur: ({ currentTarget, relatedTarget }) => {
      // What is taken in makes the page longer, and a button that moves under the finger is not pressed.
      if (relatedTarget instanceof HTMLButtonElement || currentTarget.contains(relatedTarget)) return;
      take();
    },
  };
}
