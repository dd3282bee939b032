import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accept,
  choose,
  fail,
  type FormState,
  meet,
  openForm,
  putAside,
  queue,
  refresh,
  send,
  shownValue,
  type,
} from './form-state.ts';
import type { Snapshot } from '../device/draft.ts';

const names = ['title', 'description', 'scope'] as const;
type Name = (typeof names)[number];
type Text = Record<Name, string>;
type Row = { value: Text; version: number };

/** What one person does, or what happens to what they sent, one step at a time and in any order. */
type Step =
  | { do: 'type'; who: 0 | 1; field: Name; how: 'more' | 'anew' }
  | { do: 'press_save'; who: 0 | 1 }
  | { do: 'arrive'; who: 0 | 1 }
  | { do: 'answer'; who: 0 | 1 }
  | { do: 'lose'; who: 0 | 1 }
  | { do: 'refresh'; who: 0 | 1; behind: number }
  | { do: 'choose'; who: 0 | 1; side: 'mine' | 'theirs' | 'both' }
  | { do: 'put_aside'; who: 0 | 1 }
  | { do: 'wait_for_network'; who: 0 | 1 }
  | { do: 'flush'; who: 0 | 1 };

const who = fc.constantFrom<0 | 1>(0, 1);
const field = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('type' as const),
      who,
      field,
      how: fc.constantFrom('more' as const, 'anew' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('press_save' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('arrive' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refresh' as const), who, behind: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      who,
      side: fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('put_aside' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait_for_network' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('flush' as const), who }) },
);

/** Long runs: most of what goes wrong between two people takes seven steps or more. */
const manySteps = fc.array(step, { maxLength: 60, size: 'max' });

interface Author {
  form: FormState<Text>;
  /** What is on its way: a copy, as the network holds it. */
  request: { value: Text; version: number | null } | undefined;
  response: { kind: 'saved' | 'conflict'; row: Row } | undefined;
  /** What waits on the device for the network, the oldest first. */
  waiting: FormState<Text>[];
  /** Every text of a field that stood before this person's eyes: shown by the form, or beside their own in a question. */
  seen: Record<Name, Set<string>>;
}

/** A server that compares versions, two people with a form each, and a network that loses and delays. */
class World {
  readonly history: Row[] = [{ value: { title: 'T', description: 'D', scope: 'S' }, version: 1 }];
  readonly authors: Author[];
  #words = 0;

  constructor() {
    this.authors = [this.#author(), this.#author()];
  }

  get row(): Row {
    const row = this.history.at(-1);
    if (!row) throw new Error('there is always a row');
    return row;
  }

  #author(): Author {
    const seen = { title: new Set<string>(), description: new Set<string>(), scope: new Set<string>() };
    const author = { form: openForm<Text>(this.row), request: undefined, response: undefined, waiting: [], seen };
    return this.#look(author);
  }

  /** The person sees what the form shows now. */
  #look(author: Author): Author {
    const shown = shownValue(author.form);
    for (const name of names) author.seen[name].add(shown[name]);
    for (const { question } of [author.form, ...author.waiting])
      for (const { field, theirs } of question?.conflicts ?? []) author.seen[field as Name].add(String(theirs));
    return author;
  }

  #press(author: Author): void {
    if (author.request || author.response) return;
    const sending = send(author.form);
    author.form = sending;
    // What waits was written earlier and must arrive earlier.
    if (author.waiting.length > 0) return this.#wait(author);
    author.request = { value: { ...sending.sent.value }, version: sending.sent.base.version };
  }

  #wait(author: Author): void {
    const { sent } = author.form;
    if (sent) author.waiting.push(openForm(sent.base, sent));
    author.form = queue(author.form);
  }

  /** The device sends what waits: a conflict merges, or asks its author. */
  #flush(author: Author): void {
    const [first] = author.waiting;
    if (!first?.draft || first.question) return;
    const { value, base } = first.draft;
    if (base.version === this.row.version) {
      author.waiting.shift();
      this.#store(author, value);
    } else author.waiting[0] = meet(first, this.row);
  }

  #choose(form: FormState<Text>, side: 'mine' | 'theirs' | 'both'): FormState<Text> {
    const chosen: Partial<Text> = {};
    for (const { field, mine, theirs } of form.question?.conflicts ?? [])
      chosen[field as Name] = String({ mine, theirs, both: `${String(theirs)}\n\n${String(mine)}` }[side]);
    return choose(form, chosen);
  }

  take(step: Step): void {
    const author = this.authors[step.who];
    if (!author) return;
    switch (step.do) {
      case 'type': {
        this.#words += 1;
        const before = step.how === 'more' ? `${shownValue(author.form)[step.field]} ` : '';
        author.form = type(author.form, { [step.field]: `${before}${step.who}w${this.#words}` });
        break;
      }
      case 'press_save':
        if (author.form.draft && !author.form.question) this.#press(author);
        break;
      case 'arrive':
        this.#arrive(author);
        break;
      case 'answer': {
        const { response } = author;
        author.response = undefined;
        if (response?.kind === 'saved') author.form = accept(author.form, response.row);
        if (response?.kind === 'conflict') {
          author.form = meet(author.form, response.row);
          this.#look(author);
          if (!author.form.question) this.#press(author);
        }
        break;
      }
      case 'lose':
        // The request never arrived.
        if (author.request) author.form = fail(author.form);
        author.request = undefined;
        break;
      case 'wait_for_network':
        if (author.request) this.#wait(author);
        author.request = undefined;
        break;
      case 'flush':
        this.#flush(author);
        break;
      case 'refresh':
        author.form = refresh(author.form, this.history.at(-1 - step.behind) ?? this.row);
        break;
      case 'choose': {
        author.waiting = author.waiting.map((form) => (form.question ? this.#choose(form, step.side) : form));
        if (!author.form.question) break;
        author.form = this.#choose(author.form, step.side);
        this.#press(author);
        break;
      }
      default:
        author.form = putAside(author.form);
    }
    this.#look(author);
  }

  #arrive(author: Author): void {
    const { request } = author;
    if (!request) return;
    author.request = undefined;
    const before = this.row;
    if (request.version !== before.version) {
      author.response = { kind: 'conflict', row: before };
      return;
    }
    author.response = { kind: 'saved', row: this.#store(author, request.value) };
  }

  #store(author: Author, value: Text): Row {
    const before = this.row;
    // The heart of it: nobody's text is replaced by somebody who has not seen it.
    for (const name of names)
      if (value[name] !== before.value[name] && !author.seen[name].has(before.value[name]))
        throw new Error(`"${before.value[name]}" was written over by somebody who had not seen it`);
    const after = { value, version: before.version + 1 };
    this.history.push(after);
    return after;
  }
}

/** Every word that is typed is new, so a field that holds one of them was written by whoever typed it. */
const wordsIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

describe('two people in one form, at any speed', () => {
  it('never write over a text that they have not seen', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const world = new World();
        for (const one of steps) world.take(one);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keep what they typed until it is stored, kept on the device, or dropped by their own choice', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const world = new World();
        for (const one of steps) {
          const author = world.authors[one.who];
          if (!author) continue;
          const before = author.form.draft?.value;
          world.take(one);
          if (!before || one.do === 'type') continue;
          if (one.do === 'choose' && one.side === 'theirs') continue;
          const now = [author.form, ...author.waiting].map(shownValue);
          const stored = world.history.map(({ value }) => value);
          for (const name of names) {
            const mine = wordsIn(before[name]).filter((word) => word.startsWith(`${one.who}w`));
            const isKept = (word: string) => [...now, ...stored].some((value) => wordsIn(value[name]).includes(word));
            expect(mine.filter((word) => !isKept(word))).toEqual([]);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('end with the same row once everything is answered', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const world = new World();
        for (const one of steps) world.take(one);
        for (let round = 0; round < 20; round += 1) {
          for (const at of [0, 1] as const) {
            for (const next of [
              'flush',
              'choose',
              'flush',
              'flush',
              'press_save',
              'arrive',
              'answer',
              'arrive',
              'answer',
            ] as const)
              world.take({ do: next, who: at, side: 'both' } as Step);
            world.take({ do: 'refresh', who: at, behind: 0 });
          }
        }
        for (const { form } of world.authors) {
          expect(form.draft).toBeUndefined();
          expect(shownValue(form)).toEqual(world.row.value);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a draft', () => {
  const row = (version: number, title: string): Snapshot<{ title: string; dueOn: string }> => ({
    value: { title, dueOn: '2026-01-01' },
    version,
  });

  it('is sent with the version that its author began from, whatever came in since', () => {
    let form = openForm(row(3, 'Old'));
    form = type(form, { dueOn: '2026-02-02' });
    form = refresh(form, row(4, 'New by somebody else'));
    expect(send(form).sent.base).toEqual(row(3, 'Old'));
  });

  it('takes over what others changed in other fields', () => {
    let form = openForm(row(3, 'Old'));
    form = send(type(form, { dueOn: '2026-02-02' }));
    form = meet(form, row(4, 'New by somebody else'));
    expect(form.question).toBeUndefined();
    expect(send(form).sent).toEqual({
      value: { title: 'New by somebody else', dueOn: '2026-02-02' },
      base: row(4, 'New by somebody else'),
    });
  });

  it('asks when both changed the same field, and goes out on the row that was seen beside it', () => {
    let form = openForm(row(3, 'Old'));
    form = send(type(form, { title: 'Mine' }));
    form = meet(form, row(4, 'Theirs'));
    expect(form.question?.conflicts).toEqual([{ field: 'title', base: 'Old', mine: 'Mine', theirs: 'Theirs' }]);
    expect(shownValue(form).title).toBe('Mine');
    form = choose(form, { title: 'Mine' });
    expect(send(form).sent.base).toEqual(row(4, 'Theirs'));
  });

  it('is not made of a button pressed without a word, so that the next press is about what stands there then', () => {
    const untyped = openForm(row(3, 'As it is'));
    expect(fail(send(untyped)).draft).toBeUndefined();
    const met = meet(send(untyped), row(4, 'As it is'));
    expect(met.draft).toBeUndefined();
    expect(send(refresh(met, row(7, 'As it is'))).sent.base.version).toBe(7);
  });

  it('keeps what was typed while it was on its way', () => {
    let form = type(send(type(openForm(row(3, 'Old')), { title: 'Mine' })), { title: 'Mine and more' });
    form = accept(form, row(4, 'Mine'));
    expect(shownValue(form).title).toBe('Mine and more');
    expect(form.draft?.base).toEqual(row(4, 'Mine'));
  });

  it('stays on the screen while it waits for the network, also when the old row is read again', () => {
    let form = queue(send(type(openForm(row(3, 'Old')), { title: 'Mine' })));
    form = refresh(form, row(3, 'Old'));
    expect(shownValue(form).title).toBe('Mine');
    form = refresh(form, row(4, 'Mine'));
    expect(shownValue(form).title).toBe('Mine');
  });
});
