import { useHistoryState } from 'wouter/use-browser-location';

/** What goes along with a link to another form of the account: the address, in no URL, so that no log has it. */
export const withEmail = (email: string): { email: string } => ({ email: email.trim() });

/** The address that was typed in the form before; empty when there is none. */
export function useTypedEmail(): string {
  const state = useHistoryState<{ email?: unknown } | null>();
  return typeof state?.email === 'string' ? state.email : '';
}
