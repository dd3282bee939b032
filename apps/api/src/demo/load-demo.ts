import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Database } from '../database/database.ts';
import { notifyOfDaysJob, orderNotificationMailJob } from '../features/notifications/notification-mail.service.ts';
import { FoundingService } from '../features/partnerships/founding.service.ts';
import { membershipMail } from '../features/partnerships/invitation-mail.ts';
import { Jobs } from '../jobs/jobs.ts';
import { sendMailJob } from '../mail/mail.service.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { demoPeople } from './people.ts';
import { removePartnership } from './remove-partnership.ts';
import { requestNumbers } from './request-numbers.ts';
import { beginning, setStage } from './set-stage.ts';
import { attendance, math } from './story/other-networks.ts';
import { readiness } from './story/readiness.ts';
import { Cast, Story } from './storyteller.ts';
import { tellNews } from './tell-news.ts';
import { tellNetwork } from './tell-network.ts';

const slugs = { harbor: 'harbor', valley: 'valley' };
const timeZone = 'America/New_York';

/**
 * Loads the demo partnership once into the embedded database, through the services that people use. A load that was
 * cut short is taken away and begun again.
 */
export async function loadDemo(app: INestApplicationContext, dataDir: string): Promise<void> {
  const done = join(dataDir, 'demo-loaded');
  if (existsSync(done)) return;
  const database = app.get(Database);
  for (const slug of Object.values(slugs)) await removePartnership(database, slug);
  const modules = app.get(ModuleRef);
  const founding = app.get(FoundingService, { strict: false });
  const [dana, , , , , , , nora] = demoPeople;
  if (!dana || !nora) throw new Error('the demo lacks its directors');
  const neighbour = await founding.found({
    name: nora.partnership,
    slug: slugs.valley,
    timeZone,
    geographicScope: 'A neighbouring valley',
    backbone: nora.organization,
    director: nora,
  });
  const { today } = await app.get(Tenancy).read(neighbour, (tx) => tx.moment());
  const story = new Story(today);
  const director = await story.at(beginning + 1, () =>
    founding.found({
      name: dana.partnership,
      slug: slugs.harbor,
      timeZone,
      geographicScope: 'Bridgeport, Connecticut',
      backbone: dana.organization,
      director: dana,
    }),
  );
  const cast = new Cast(modules, director.partnershipId);
  cast.join('dana', director.accountId);
  setStage(story, cast);
  requestNumbers(story, cast);
  for (const network of [readiness, attendance, math]) tellNetwork(story, cast, network);
  tellNews(story, cast);
  await story.tell();
  // Its people have been members for long: that they are is no news to them.
  await database.pool.query('DELETE FROM mail WHERE kind = $1', [membershipMail]);
  // What the days bring, and the mails of it all: there from the first look on.
  for (const job of [notifyOfDaysJob, orderNotificationMailJob, sendMailJob]) await app.get(Jobs).runNow(job);
  await database.pool.query('ANALYZE');
  await writeFile(done, today);
}
