import { v7 as uuidv7 } from 'uuid';
import { AdoptionService } from '../features/practices/adoption.service.ts';
import { PracticeService } from '../features/practices/practice.service.ts';
import { SystemChangeService } from '../features/practices/system-change.service.ts';
import type { Cast, Story } from './storyteller.ts';
import type { StoryNetwork } from './story/story-types.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });

/** How what was adopted spreads to sites, and what changed in the system because of it. */
export function tellPractices(story: Story, cast: Cast, network: StoryNetwork): void {
  for (const practice of network.practices) {
    const id = () => story.id(`practice:${network.key}:${practice.idea}`);
    const adopted = network.cycles.find((cycle) => cycle.idea === practice.idea && cycle.act?.decision === 'adopt');
    const opened = adopted?.act?.day ?? 0;
    story.on(opened - 1, async () => {
      const { practice: shown } = await cast.service(PracticeService).detail(await cast.as('rosa'), id());
      const { core, adaptable, description } = practice;
      await cast
        .service(PracticeService)
        .edit(await cast.as('rosa'), { ...key(), id: id(), version: shown.version, core, adaptable, description });
    });
    for (const { site, steps } of practice.sites) {
      const adoptionId = uuidv7();
      let version = 1;
      const [first, ...later] = steps;
      if (!first) continue;
      story.on(first.day, async () => {
        const added = await cast
          .service(AdoptionService)
          .add(await cast.as('rosa'), { ...key(), id: adoptionId, practiceId: id(), siteId: story.id(`site:${site}`) });
        version = added.version;
        if (first.stage !== 'exploring') {
          ({ version } = await cast
            .service(AdoptionService)
            .move(await cast.as('rosa'), { ...key(), id: adoptionId, version, stage: first.stage, note: first.note }));
        }
      });
      for (const step of later) {
        story.on(step.day, async () => {
          ({ version } = await cast
            .service(AdoptionService)
            .move(await cast.as('rosa'), { ...key(), id: adoptionId, version, stage: step.stage, note: step.note }));
        });
      }
    }
    for (const { day, kind, organization, title, description } of practice.changes) {
      story.on(day, async () => {
        await cast.service(SystemChangeService).record(await cast.as('rosa'), {
          ...key(),
          id: uuidv7(),
          networkId: story.id(`network:${network.key}`),
          practiceId: id(),
          organizationId: story.id(`organization:${organization}`),
          kind,
          title,
          description,
          on: story.dayOf(day),
        });
      });
    }
  }
}
