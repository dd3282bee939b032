import { v7 as uuidv7 } from 'uuid';
import { NotificationService } from '../features/notifications/notification.service.ts';
import { people } from './story/partnership.ts';
import type { Cast, Story } from './storyteller.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });

/** Days ago on which everybody last looked at what they were told: what came after it is new to whoever opens the demo. */
const lastLook = 12;

/**
 * How the people of the demo hear of things: they have read what is old, and are mailed at once at any hour, so that the
 * inbox of the demo holds something at night too.
 */
export function tellNews(story: Story, cast: Cast): void {
  const everybody = ['dana', ...people.map((person) => person.key)];
  story.on(lastLook, async () => {
    for (const person of everybody)
      await cast.service(NotificationService).see(await cast.as(person), { ...key(), ids: null });
  });
  story.on(0, async () => {
    for (const person of everybody)
      await cast.service(NotificationService).choose(await cast.as(person), {
        ...key(),
        ask: 'at_once',
        answer: 'at_once',
        assignment: 'at_once',
        signOff: 'at_once',
        mention: 'at_once',
        dueSoon: 'at_once',
        overdue: 'at_once',
        quietFrom: null,
        quietUntil: null,
        language: 'en',
      });
  });
}
