import { createContext, use, useEffect, useMemo, useState } from 'react';

type Tell = (form: string, isUnread: boolean) => void;

/** Where the forms of an open import say that somebody chose what the file was not read by yet. */
export const UnreadContext = createContext<Tell>(() => undefined);

/** Says it for one form, for as long as the form is there. */
export function useTellUnread(form: string, isUnread: boolean): void {
  const tell = use(UnreadContext);
  useEffect(() => {
    tell(form, isUnread);
    return () => tell(form, false);
  }, [tell, form, isUnread]);
}

/** Whether any form holds what the file was not read by yet, and how the forms say so. */
export function useUnread(): { isUnread: boolean; tell: Tell } {
  const [unread, setUnread] = useState<readonly string[]>([]);
  const tell = useMemo<Tell>(
    () => (form, isUnread) =>
      setUnread((before) => {
        const others = before.filter((one) => one !== form);
        return isUnread ? [...others, form] : others;
      }),
    [],
  );
  return { isUnread: unread.length > 0, tell };
}
