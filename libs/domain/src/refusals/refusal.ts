import type english from './en.ts';

type Texts = typeof english;

/** The stable code of a refusal; its text in each language stands beside this file. */
export type RefusalCode = keyof Texts;

type NamesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What the text of a code names, by placeholder: names and days as texts, amounts as numbers. */
export type RefusalParams = Readonly<Record<string, string | number>>;
type ParamsOf<Code extends RefusalCode> = Readonly<Record<NamesIn<Texts[Code]>, string | number>>;

/** What must be given beside a code: the parameters that its text names, nothing where it names none. */
export type Given<Code extends RefusalCode> = [NamesIn<Texts[Code]>] extends [never] ? [] : [params: ParamsOf<Code>];

/** Why something is not done: a code and what its text names. It has no words: each reader's language has its own. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly params: RefusalParams;
}

/** Makes a refusal. */
export function refusal<Code extends RefusalCode>(code: Code, ...[params]: Given<Code>): Refusal {
  return { ok: false, code, params: params ?? {} };
}
