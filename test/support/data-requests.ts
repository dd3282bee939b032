import { randomBytes } from 'node:crypto';
import type { DataForm } from '@throughline/domain/data-form';
import { linkToken } from '@throughline/domain/data-requests';
import { addDays } from '@throughline/domain/dates';
import { periodContaining } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { DataAnswerService } from '../../apps/api/src/features/data-requests/data-answer.service.ts';
import { DataFormService } from '../../apps/api/src/features/data-requests/data-form.service.ts';
import { DataRequestLinkService } from '../../apps/api/src/features/data-requests/data-request-link.service.ts';
import { DataRequestService } from '../../apps/api/src/features/data-requests/data-request.service.ts';
import { byClock } from '../../apps/api/src/kernel/clock.ts';
import { createGround, type Ground } from './evidence.ts';
import { selectAsOwner } from './imports.ts';
import type { World } from './world.ts';

/** What nobody can guess of a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** Makes a write happen once. */
export const key = () => ({ idempotencyKey: uuidv7() });

/** Data requests of a {@link World}, step by step. */
export class RequestSteps {
  readonly requests: DataRequestService;
  readonly links: DataRequestLinkService;
  readonly answers: DataAnswerService;
  readonly forms: DataFormService;

  private constructor(
    readonly world: World,
    readonly ground: Ground,
    readonly today: string,
  ) {
    const get = <T>(service: new (...all: never[]) => T): T => world.app.get(service, { strict: false });
    this.requests = get(DataRequestService);
    this.links = get(DataRequestLinkService);
    this.answers = get(DataAnswerService);
    this.forms = get(DataFormService);
  }

  static async begin(world: World): Promise<RequestSteps> {
    const [day] = await world.inspect<{ today: string }>(
      `SELECT (moment() AT TIME ZONE 'America/New_York')::date::text AS today`,
    );
    return new RequestSteps(world, await createGround(world), day?.today ?? '');
  }

  /** The school year that ended last. */
  lastYear() {
    return periodContaining(addDays(periodContaining(this.today, 'school_year').start, -1), 'school_year');
  }

  newRequest(changes: object = {}) {
    return {
      ...key(),
      id: uuidv7(),
      indicatorId: this.world.ids.indicator,
      organizationId: this.world.ids.school,
      placeIds: [this.ground.home],
      populationIds: [this.ground.everybody, this.ground.group],
      fromOn: this.lastYear().start,
      graceDays: 30,
      note: 'As in the fall report.',
      ...changes,
    };
  }

  /** Does work as of a day in the past. */
  daysAgo<T>(days: number, work: () => Promise<T>): Promise<T> {
    const moment = new Date(`${addDays(this.today, -days)}T15:00:00Z`);
    return byClock(() => moment, work);
  }

  /** Makes a new link; the one before is revoked. */
  async link(requestId: string, as: Viewer = this.world.dataManager) {
    const secret = newSecret();
    const made = { linkId: uuidv7(), secret, expiresOn: addDays(this.today, 90) };
    const linked = await this.links.renew(as, { ...key(), id: requestId, ...made });
    return { token: linkToken(as.partnershipId, secret), secret, linked };
  }

  async requestWithLink(changes: object = {}) {
    const request = await this.requests.add(this.world.dataManager, this.newRequest(changes));
    return { request, ...(await this.link(request.id)) };
  }

  /** Cells of everybody at home, and of the group. */
  cells(all: [number, number], group?: [number, number]) {
    const placeId = this.ground.home;
    const pairs = [[this.ground.everybody, all] as const, ...(group ? [[this.ground.group, group] as const] : [])];
    return pairs.map(([populationId, [numerator, denominator]]) => ({ placeId, populationId, numerator, denominator }));
  }

  /** Sends a period's numbers, the last year's unless said otherwise, as somebody who has just looked at the form. */
  async send(token: string, sent: { periodStart?: string; [field: string]: unknown }) {
    const { periodStart = this.lastYear().start } = sent;
    const viewer = await this.forms.viewerOf(token);
    const seen = (await this.forms.open(viewer)).periods.find(({ start }) => start === periodStart);
    const usual = { ...key(), answerId: uuidv7(), periodStart, follows: seen?.answers ?? 0, note: '' };
    return this.forms.send(viewer, { ...usual, ...sent });
  }

  async open(token: string): Promise<DataForm> {
    return this.forms.open(await this.forms.viewerOf(token));
  }

  /** The newest answer to a request. */
  async firstAnswer(requestId: string) {
    const page = await this.answers.page(this.world.dataManager, requestId, 10, null);
    const [answer] = page.nodes;
    if (!answer) throw new Error('nothing was sent');
    return answer;
  }

  /** The observations of the last year, the largest first. */
  observations() {
    return selectAsOwner<{ numerator: number; denominator: number; import_id: string }>(
      this.world,
      'SELECT numerator, denominator, import_id FROM observation WHERE period_start = $1 ORDER BY denominator DESC',
      [this.lastYear().start],
    );
  }
}
