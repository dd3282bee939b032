import { randomBytes } from 'node:crypto';
import { linkToken } from '@throughline/domain/data-requests';
import { periodContaining } from '@throughline/domain/periods';
import { v7 as uuidv7 } from 'uuid';
import { DataFormService } from '../features/data-requests/data-form.service.ts';
import { DataRequestLinkService } from '../features/data-requests/data-request-link.service.ts';
import { DataRequestService } from '../features/data-requests/data-request.service.ts';
import type { Cast, Story } from './storyteller.ts';

const key = (): { idempotencyKey: string } => ({ idempotencyKey: uuidv7() });
const home = 'place:Bridgeport School District';

/** Child-days attended and enrolled in the preschools of one partner, by group. */
const days: [population: string, numerator: number, denominator: number][] = [
  ['All students', 742, 861],
  ['Black or African American', 231, 270],
  ['Hispanic/Latino', 322, 381],
];

/** Two data requests: the schools are late with last year's absence, and a month of a preschool waits to be reviewed. */
export function requestNumbers(story: Story, cast: Cast): void {
  story.on(150, async () => {
    await addRequest(story, cast, {
      indicatorId: story.id('indicator:chronic_absence'),
      organizationId: story.id('organization:schools'),
      populationIds: populationIds(story, ['All students', 'Black or African American', 'Hispanic/Latino', 'White']),
      // A school year that ended a month ago or longer, on whichever day the demo begins.
      fromOn: story.dayOf(400),
      graceDays: 30,
      note: 'As in the October report to the state.',
    });
  });
  const month = periodContaining(story.dayOf(45), 'month').start;
  story.on(14, async () => {
    const token = await addRequest(story, cast, {
      indicatorId: story.id('indicator:program_attendance'),
      organizationId: story.id('organization:early'),
      populationIds: populationIds(
        story,
        days.map(([name]) => name),
      ),
      fromOn: month,
      graceDays: 10,
      note: 'Child-days in all rooms, from the sign-in sheets.',
    });
    story.ids.set('data-link:early', token);
  });
  story.on(2, () => sendMonth(story, cast, month));
}

const populationIds = (story: Story, names: readonly string[]): string[] =>
  names.map((name) => story.id(`population:${name}`));

interface Wanted {
  indicatorId: string;
  organizationId: string;
  populationIds: string[];
  fromOn: string;
  graceDays: number;
  note: string;
}

/** Adds a request with its link; answers the token that opens the form. */
async function addRequest(story: Story, cast: Cast, wanted: Wanted): Promise<string> {
  const marcus = await cast.as('marcus');
  const request = { ...key(), id: uuidv7(), placeIds: [story.id(home)], ...wanted };
  const { id } = await cast.service(DataRequestService).add(marcus, request);
  const secret = randomBytes(32).toString('base64url');
  const link = { ...key(), id, linkId: uuidv7(), secret, expiresOn: story.dayOf(-365) };
  await cast.service(DataRequestLinkService).renew(marcus, link);
  return linkToken(marcus.partnershipId, secret);
}

async function sendMonth(story: Story, cast: Cast, month: string): Promise<void> {
  const forms = cast.service(DataFormService);
  await forms.send(await forms.viewerOf(story.id('data-link:early')), {
    ...key(),
    answerId: uuidv7(),
    periodStart: month,
    follows: 0,
    note: 'The Seaview rooms were closed for two days.',
    cells: days.map(([name, numerator, denominator]) => ({
      placeId: story.id(home),
      populationId: story.id(`population:${name}`),
      numerator,
      denominator,
    })),
  });
}
