import { v7 as uuid } from 'uuid';

const rememberedAs = 'throughline-tab';
const lockOf = (tab: string): string => `throughline-tab-${tab}`;

/** Holds a tab's name for as long as the page lives; false when another tab has it. */
function hold(tab: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(lockOf(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

async function claim(): Promise<string> {
  const before = sessionStorage.getItem(rememberedAs);
  // A duplicated tab starts with a copy of the other's storage, so the name belongs to whichever holds its lock.
  if (before && (await hold(before))) return before;
  const tab = uuid();
  sessionStorage.setItem(rememberedAs, tab);
  await hold(tab);
  return tab;
}

let claimOfTab: Promise<string> | undefined;

/** The name of this tab: it survives a reload, and no other open tab has it. */
export const thisTab = (): Promise<string> => (claimOfTab ??= claim());

/** Whether a tab of this browser is still open. */
export async function isOpen(tab: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(tab));
}
