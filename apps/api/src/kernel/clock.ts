import { Injectable } from '@nestjs/common';

/** What time it is for the rules of the domain; a test that needs another day provides its own. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
