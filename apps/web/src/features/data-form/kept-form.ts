import type { DataForm } from '@throughline/domain/data-form';
import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { noteField, readTexts, sentTexts, type Texts } from './answer-texts.ts';

/** What was typed for one period, and what it follows: the version of the link's draft, and the answer sent last. */
export interface KeptTexts {
  texts: Texts;
  version: number;
  follows: number;
  /** Not with the link yet: it is on this device alone. */
  isAhead: boolean;
}

/** What this device keeps of one link: the form as it was seen last, and what was typed in it. */
export interface KeptForm {
  form: DataForm;
  periods: Readonly<Record<string, KeptTexts>>;
  /** The period that was typed in last. */
  lastTyped?: string;
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

/** The numbers and the note of texts: `1,200` and `1200` are one. */
function meaningOf(form: DataForm, texts: Texts): string {
  const { cells, unread } = readTexts(form, texts);
  return JSON.stringify([cells, [...unread].map((field) => texts[field]), (texts[noteField] ?? '').trim()]);
}

/** Whether what is typed holds something that was not sent. */
export function isUnsent(form: DataForm, start: string, { texts }: KeptTexts): boolean {
  const period = form.periods.find((one) => one.start === start);
  if (!Object.values(texts).some((text) => text.trim() !== '')) return false;
  return !period || meaningOf(form, texts) !== meaningOf(form, sentTexts(form, period));
}

/** The periods in which something is typed that was not sent, the latest first. */
export const unsentPeriods = ({ form, periods }: KeptForm): string[] =>
  Object.entries(periods)
    .filter(([start, typed]) => isUnsent(form, start, typed))
    .map(([start]) => start)
    .toSorted((a, b) => b.localeCompare(a));

/**
 * What was typed on this device under an earlier link to the same numbers, which this one took the place of. It is of
 * this device alone: the server shows nothing of one link to the next.
 */
export async function typedUnderEarlierLink(token: string, form: DataForm): Promise<KeptForm['periods']> {
  const isOfSame = (other: DataForm): boolean =>
    other.linkId !== form.linkId &&
    (['partnership', 'organization', 'indicator', 'cadence'] as const).every((field) => other[field] === form[field]) &&
    other.series.some((key) => form.series.includes(key));
  const all = await entries<string, KeptForm>(theStore()).catch(() => []);
  const earlier = all.filter(([key, other]) => key !== token && isOfSame(other.form));
  const found = earlier.flatMap(([, other]) =>
    unsentPeriods(other).flatMap((start) => {
      const period = form.periods.find((one) => one.start === start);
      const typed = other.periods[start];
      if (!period || !typed || period.draft || period.sent) return [];
      return [[start, { texts: typed.texts, version: 0, follows: period.answers, isAhead: true }] as const];
    }),
  );
  return Object.fromEntries(found);
}

/** Forgets what was typed for one period. */
export function throwAwayTyped(token: string, ofDevice: KeptForm, start: string): Promise<void> {
  ofDevice.periods = Object.fromEntries(Object.entries(ofDevice.periods).filter(([one]) => one !== start));
  return keep(token, ofDevice);
}
