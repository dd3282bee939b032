import { Injectable } from '@nestjs/common';

/** What time it is for the rules of the domain; the demo, which tells of a year, sets another. */
@Injectable()
export class Clock {
  #offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Lets the rules believe that it is `days` days ago. For loading the demo, never for a request. */
  setBack(days: number): void {
    this.#offsetMs = -days * 86_400_000;
  }
}
