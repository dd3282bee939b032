import type { DataForm } from '@throughline/domain/data-form';
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

/** What was typed for one period, and the version of the link's draft that it follows. */
export interface KeptTexts {
  texts: Readonly<Record<string, string>>;
  version: number;
  /** Not with the link yet: it is on this device alone. */
  isAhead: boolean;
}

/** What this device keeps of one link: the form as it was seen last, and what was typed in it. */
export interface KeptForm {
  form: DataForm;
  periods: Readonly<Record<string, KeptTexts>>;
}

let store: UseStore | undefined;
const theStore = (): UseStore => (store ??= createStore('throughline-data-form', 'forms'));

/** What is kept under a token; undefined where nothing is, or the browser keeps nothing. */
export const readKept = (token: string): Promise<KeptForm | undefined> =>
  get<KeptForm>(token, theStore()).catch(() => undefined);

/** Keeps it; a browser without storage has the copy that the server keeps. */
export const keep = (token: string, ofDevice: KeptForm): Promise<void> =>
  set(token, ofDevice, theStore()).catch(() => undefined);

/** Forgets a link that opens nothing any more. */
export const forget = (token: string): Promise<void> => del(token, theStore()).catch(() => undefined);
