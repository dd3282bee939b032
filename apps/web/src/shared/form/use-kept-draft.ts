import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../device/draft.ts';
import { type AboutDraft, draftStore, KeptDrafts, type KeptDraft } from '../device/kept-drafts.ts';
import { isOpen, thisTab } from './tab.ts';

let drafts: KeptDrafts | undefined;
const theDrafts = (): KeptDrafts => (drafts ??= new KeptDrafts(draftStore()));

/** Clears drafts that nobody came back to; called once when the app starts. */
export const sweepForms = (): Promise<void> => theDrafts().sweep(Date.now());

/** How many fields of each form are on the screen of this tab. */
const fields = new Map<string, number>();
/** The forms with a field on the screen: each of them shows its own drafts. */
const formsOnScreen = new Set<string>();
/** Tells this tab that a draft changed, or that a form came or went. */
const here = new EventTarget();
const tellHere = (): void => void here.dispatchEvent(new Event('change'));

/** Looks once all fields of a rendering have come and gone. */
const compareShown = (form: string): void =>
  queueMicrotask(() => {
    const isShown = (fields.get(form) ?? 0) > 0;
    if (isShown === formsOnScreen.has(form)) return;
    if (isShown) formsOnScreen.add(form);
    else formsOnScreen.delete(form);
    tellHere();
  });

/** Counts a field of a form as shown, and returns the function that takes it back. A form with no field shown is on no screen. */
export function showField(form: string): () => void {
  fields.set(form, (fields.get(form) ?? 0) + 1);
  compareShown(form);
  return () => {
    const left = (fields.get(form) ?? 1) - 1;
    if (left > 0) fields.set(form, left);
    else fields.delete(form);
    compareShown(form);
  };
}

/** A draft whose form is on no screen: the item moved on, a dialog was closed, the page was left. */
export type UnsentDraft = KeptDraft<unknown> & { form: string; about: AboutDraft };

/** Drafts of forms whose key begins so, and that no open tab shows. */
async function findUnsent(beginning: string): Promise<UnsentDraft[]> {
  const [tab, all] = await Promise.all([thisTab(), theDrafts().all(beginning)]);
  const found: UnsentDraft[] = [];
  for (const { form, draft } of all) {
    if (!draft.about || draft.about.texts.length === 0 || formsOnScreen.has(form)) continue;
    if (draft.tab === tab || !(await isOpen(draft.tab))) found.push({ ...draft, form, about: draft.about });
  }
  return found;
}

/**
 * Everything typed on this device under keys that begin so, and on no screen now. However a form disappears, its text
 * stays here until its author sends it or throws it away.
 */
export function useUnsentDrafts(beginning: string): { drafts: readonly UnsentDraft[]; drop(one: UnsentDraft): void } {
  const [drafts, setDrafts] = useState<readonly UnsentDraft[]>([]);
  useEffect(() => {
    let over = false;
    const open = news();
    const look = () => {
      findUnsent(beginning).then(
        (found) => over || setDrafts((before) => (before.length + found.length === 0 ? before : found)),
        // A browser that refuses storage keeps no drafts.
        () => undefined,
      );
    };
    here.addEventListener('change', look);
    open.addEventListener('message', look);
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      over = true;
      here.removeEventListener('change', look);
      document.removeEventListener('visibilitychange', look);
      open.close();
    };
  }, [beginning]);
  const drop = useCallback(({ form, tab }: UnsentDraft) => {
    theDrafts()
      .forget(form, tab)
      .then(tellHere, () => undefined);
  }, []);
  return { drafts, drop };
}

/** Tells the other tabs which form's drafts changed. */
const news = (): BroadcastChannel => new BroadcastChannel('throughline-forms');

/**
 * The draft with which this tab goes on, and the others. It is the tab's own from before a reload, else the newest of a
 * closed tab. What an open tab holds stays there until somebody asks for it.
 */
async function findDrafts<V>(form: string): Promise<{ mine: KeptDraft<V> | undefined; others: KeptDraft<V>[] }> {
  const [tab, drafts] = await Promise.all([thisTab(), theDrafts().list<V>(form)]);
  const own = drafts.find((draft) => draft.tab === tab);
  if (own) return { mine: own, others: drafts.filter((draft) => draft !== own) };
  for (const draft of drafts) {
    if (await isOpen(draft.tab)) continue;
    const mine = { ...draft, tab };
    await theDrafts().keep(form, mine);
    await theDrafts().forget(form, draft.tab);
    return { mine, others: drafts.filter((other) => other !== draft) };
  }
  return { mine: undefined, others: drafts };
}

/** What a form keeps on this device, in this tab and in others; see `useKeptDraft`. */
export interface KeptByDevice<V> {
  /** What other tabs hold of the same form, the newest first. */
  others: readonly KeptDraft<V>[];
  /** Keeps this tab's draft, or forgets it when there is none any more. */
  keep(draft: Draft<V> | undefined, about?: AboutDraft): void;
  /** Keeps a draft apart from this tab's own, so that another can take its place. */
  setAside(draft: Draft<V>, about: AboutDraft): void;
  /** Throws another tab's draft away. Call it only when its author says so. */
  drop(other: KeptDraft<V>): void;
}

/**
 * Keeps a form's draft on this device, for each tab by itself.
 * @param onFound called once for each form, with the draft to go on with if the device has one
 */
export function useKeptDraft<V>(
  form: string,
  onFound: (form: string, draft: KeptDraft<V> | undefined) => void,
): KeptByDevice<V> {
  const [others, setOthers] = useState<readonly KeptDraft<V>[]>([]);
  const channel = useRef<BroadcastChannel | undefined>(undefined);

  useEffect(() => {
    let gone = false;
    const open = news();
    channel.current = open;
    const look = async () => {
      const tab = await thisTab();
      const drafts = await theDrafts().list<V>(form);
      if (!gone) setOthers(drafts.filter((draft) => draft.tab !== tab));
    };
    open.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (data === form) look().catch(() => undefined);
    });
    findDrafts<V>(form).then(
      (found) => {
        if (gone) return;
        setOthers(found.others);
        onFound(form, found.mine);
      },
      // A browser that refuses storage still has the form.
      () => gone || onFound(form, undefined),
    );
    return () => {
      gone = true;
      channel.current = undefined;
      open.close();
    };
  }, [form, onFound]);

  const tell = useCallback(
    (work: Promise<void>) => {
      // With storage full or closed the text stays on the screen, and the save chip claims no more than that.
      work.then(
        () => {
          channel.current?.postMessage(form);
          // While the form is on the screen, the form itself shows the draft.
          if (!formsOnScreen.has(form)) tellHere();
        },
        () => undefined,
      );
    },
    [form],
  );

  const keep = useCallback(
    (draft: Draft<V> | undefined, about?: AboutDraft) => {
      const put = async () => {
        const tab = await thisTab();
        await (draft
          ? theDrafts().keep(form, { ...draft, tab, at: Date.now(), ...(about && { about }) })
          : theDrafts().forget(form, tab));
      };
      tell(put());
    },
    [form, tell],
  );

  const setAside = useCallback(
    (draft: Draft<V>, about: AboutDraft) => {
      const at = Date.now();
      const apart = { ...draft, tab: `aside-${at}`, at, about };
      setOthers((before) => [apart, ...before]);
      tell(theDrafts().keep(form, apart));
    },
    [form, tell],
  );

  const drop = useCallback(
    (other: KeptDraft<V>) => {
      setOthers((before) => before.filter(({ tab }) => tab !== other.tab));
      tell(theDrafts().forget(form, other.tab));
    },
    [form, tell],
  );

  return { others, keep, setAside, drop };
}
