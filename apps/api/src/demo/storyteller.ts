import type { ModuleRef } from '@nestjs/core';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { ViewerService } from '../tenancy/viewer.service.ts';
import type { TimeMachine } from './time-machine.ts';

type Step = () => Promise<void>;

/** Everything that the steps of a story share: who is who, what was made, and when what happens. */
export class Story {
  readonly #steps: { day: number; order: number; step: Step }[] = [];
  readonly ids = new Map<string, string>();
  readonly today: string;

  constructor(
    readonly director: Viewer,
    timeZone: string,
  ) {
    this.today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
  }

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

  /** The calendar day that lies `offset` days ahead of what a step of day `day` believes to be today. */
  ahead(day: number, due: number): string {
    const date = new Date(`${this.today}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + (day - due));
    return date.toISOString().slice(0, 10);
  }

  /** Tells the steps, oldest first. */
  async tell(machine: TimeMachine): Promise<void> {
    const days = Map.groupBy(this.#steps, ({ day }) => day);
    for (const day of [...days.keys()].toSorted((a, b) => b - a)) {
      const steps = (days.get(day) ?? []).toSorted((a, b) => a.order - b.order);
      await machine.ago(day, async () => {
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
