import type { Touched } from './witnesses.ts';

/** What the audit asks of a cell: its width, or whether its share is forced. */
export type AuditQuestion = 'people' | 'who_count' | 'who_do_not_count' | 'forced_0_percent' | 'forced_100_percent';

/** Questions that were answered well, and the cells that the answer depends on: showing any of them asks it again. */
export class Passed {
  // By cell, then by question: ids of remainders are long, and a key made of both would be read anew each time.
  readonly #answers = new Map<string, Map<AuditQuestion, Touched>>();

  /** @returns undefined where a question was not answered. */
  get(id: string, question: AuditQuestion): Touched | undefined {
    return this.#answers.get(id)?.get(question);
  }

  set(id: string, question: AuditQuestion, touched: Touched): void {
    const answers = this.#answers.get(id);
    if (answers) answers.set(question, touched);
    else this.#answers.set(id, new Map([[question, touched]]));
  }

  /** Those that do not depend on a cell. */
  without(shown: string): Passed {
    const others = new Passed();
    for (const [id, question, touched] of this.#all())
      if (touched !== null && !touched.has(shown)) others.set(id, question, touched);
    return others;
  }

  /** These and others, which say what both answer. */
  with(others: Passed): Passed {
    const both = new Passed();
    for (const passed of [this, others])
      for (const [id, question, touched] of passed.#all()) both.set(id, question, touched);
    return both;
  }

  *#all(): Generator<readonly [id: string, question: AuditQuestion, touched: Touched]> {
    for (const [id, answers] of this.#answers) for (const [question, touched] of answers) yield [id, question, touched];
  }
}
