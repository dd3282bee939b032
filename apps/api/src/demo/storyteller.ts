import type { ModuleRef } from '@nestjs/core';
import { addDays } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { byClock } from '../kernel/clock.ts';
import { ViewerService } from '../tenancy/viewer.service.ts';

type Step = () => Promise<void>;

/** When a day of the story begins, in UTC: in the morning, wherever in America the story happens. */
const morning = 'T15:00:00Z';

/** Everything that the steps of a story share: what was made, and when what happens. */
export class Story {
  readonly #steps: { day: number; order: number; step: Step }[] = [];
  readonly ids = new Map<string, string>();

  /** `today` is the partnership's day on which the story is told, YYYY-MM-DD. */
  constructor(readonly today: string) {}

  /** Does something `day` days ago; steps of one day keep the order in which they were planned. */
  on(day: number, step: Step): void {
    this.#steps.push({ day, order: this.#steps.length, step });
  }

  /** Makes an id and remembers it under a name, as `action:bus`. */
  make(name: string): string {
    const id = uuidv7();
    this.ids.set(name, id);
    return id;
  }

  /** The id made under a name. */
  id(name: string): string {
    const id = this.ids.get(name);
    if (!id) throw new Error(`the story has no ${name} yet`);
    return id;
  }

  /** The day of the calendar `day` days ago, to come when negative. */
  dayOf(day: number): string {
    return addDays(this.today, -day);
  }

  /** Does work by the clock of a day of the story. Each transaction is a second after the one before. */
  at<T>(day: number, work: () => Promise<T>): Promise<T> {
    if (day === 0) return work();
    let moment = Date.parse(`${this.dayOf(day)}${morning}`);
    return byClock(() => new Date((moment += 1_000)), work);
  }

  /** Tells the steps, oldest first. */
  async tell(): Promise<void> {
    const days = Map.groupBy(this.#steps, ({ day }) => day);
    for (const day of [...days.keys()].toSorted((a, b) => b - a)) {
      const steps = (days.get(day) ?? []).toSorted((a, b) => a.order - b.order);
      await this.at(day, async () => {
        for (const { step } of steps) await step();
      });
    }
  }
}

/** Finds the services that the story is told through, and the people who tell it. */
export class Cast {
  readonly #accounts = new Map<string, string>();

  constructor(
    private readonly modules: ModuleRef,
    private readonly partnershipId: string,
  ) {}

  service<T>(type: abstract new (...args: never[]) => T): T {
    return this.modules.get<T>(type as never, { strict: false });
  }

  join(person: string, accountId: string): void {
    this.#accounts.set(person, accountId);
  }

  /** A person as the rules see them at this moment: seats are given on the way. */
  async as(person: string): Promise<Viewer> {
    const account = this.#accounts.get(person);
    const viewer = account ? await this.service(ViewerService).viewerOf(account, this.partnershipId) : null;
    if (!viewer) throw new Error(`${person} is not a member`);
    return viewer;
  }
}
