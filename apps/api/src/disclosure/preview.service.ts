import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../kernel/errors.ts';
import { isUuid } from '../kernel/inputs.ts';
import { demand } from '../tenancy/demand.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { prefixOf } from './prepare.ts';
import { findMeasuredAt } from './measured.sql.ts';
import { Decider } from './decider.ts';
import type { Decided, DecisionJob, ObservedRow } from './decision-job.ts';
import { movedPlaces, relatedComponent } from './preview-changes.ts';
import type { RelateIndicatorsInput } from './indicator-link.inputs.ts';
import type { DisclosurePreviewType } from './preview.type.ts';
import { type ReleasedComponent, type ReleasedPartnership, type ReleasedPeriod, releasedOf } from './released.reads.ts';
import { keyOf } from './release-of.ts';

/** What a partnership may choose. */
const [smallestMinimum, largestMinimum] = [5, 30] as const;

/** Observations that a preview decides at most; of a larger partnership it says what it has found so far. */
const mostRows = 20_000;

/** Observations of indicators that belong together that are read for it at most. */
const mostRead = 100_000;

/** Numbers that are named at most. */
const mostNamed = 12;

/** How two indicators would stand to each other. */
type LinkToPreview = Pick<RelateIndicatorsInput, 'firstId' | 'secondId' | 'kind' | 'isLinked'>;

interface StagedRow extends ObservedRow {
  indicatorId: string;
  period: string;
}

/** $2 import. What it says of numbers that are there, where its places and populations are known. */
const findStaged = `
SELECT s.indicator_id AS "indicatorId", s.period_start AS period, s.place_id AS "placeId", s.population_id AS "populationId", s.status,
  s.value, s.numerator, s.denominator
FROM staged_observation s WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.place_id IS NOT NULL AND s.population_id IS NOT NULL`;

/** $2 indicators, $3 how many observations. */
const findIsLarge = `
SELECT count(*) > $3::int AS "isLarge" FROM (SELECT FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = ANY($2::uuid[]) LIMIT $3::int + 1) o`;

const findImport = `SELECT id FROM import WHERE partnership_id = $1 AND id = $2`;

/** What a change of the rules or of the numbers would do to what readers see: decided as if, and nothing written. */
@Injectable()
export class PreviewService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Decider) private readonly decider: Decider,
  ) {}

  /** Another minimum, or the nearest that there can be: what would vanish, and what a new reader could still compute of it. */
  async ofMinimum(viewer: Viewer, wanted: number): Promise<DisclosurePreviewType> {
    demand(viewer, 'canSeeHidden');
    const minimum = Math.min(largestMinimum, Math.max(smallestMinimum, wanted));
    const today = await this.#readReleased(viewer);
    const preview = new Preview(today, this.decider);
    for (const component of today.components) {
      if (await this.#isTooLarge(viewer, component, preview)) continue;
      for (const period of await today.periods(component)) {
        const at = <T extends Pick<DecisionJob, 'rules'>>(member: T): T => ({
          ...member,
          rules: { ...member.rules, minimum },
        });
        await preview.compare(period, { ...at(period.job), linked: period.job.linked.map(at) });
      }
    }
    return preview.answer();
  }

  /** A checked import before its commit: what is shown now and would vanish. */
  async ofImport(viewer: Viewer, importId: string): Promise<DisclosurePreviewType> {
    demand(viewer, 'canSeeHidden');
    if (!isUuid(importId)) throw new NotFound();
    const keys = [viewer.partnershipId, importId];
    const [file, staged] = await this.tenancy.read(viewer, (tx) =>
      Promise.all([tx.one<{ id: string }>(findImport, keys), tx.rows<StagedRow>(findStaged, keys)]),
    );
    if (!file) throw new NotFound();
    const today = await this.#readReleased(viewer);
    const preview = new Preview(today, this.decider);
    for (const component of today.components) {
      const ids = component.indicators.map(({ id }) => id);
      const mine = staged.filter(({ indicatorId }) => ids.includes(indicatorId));
      if (mine.length === 0 || (await this.#isTooLarge(viewer, component, preview))) continue;
      const periods = new Set(mine.map(({ period }) => period));
      for (const period of await today.periods(component)) {
        if (!periods.has(period.job.period)) continue;
        const overlaid = [period.job, ...period.job.linked].map((member, at) => ({
          ...member,
          rows: withStaged(
            member.rows,
            mine.filter((row) => row.period === period.job.period && row.indicatorId === ids[at]),
          ),
        }));
        const [own, ...linked] = overlaid;
        if (own) await preview.compare(period, { ...period.job, rows: own.rows, linked });
      }
    }
    return preview.answer();
  }

  /** Some places in another one, or in none: what adds up would change with where they lie. */
  async ofPlaces(viewer: Viewer, placeIds: readonly string[], parentId: string | null): Promise<DisclosurePreviewType> {
    demand(viewer, 'canSeeHidden');
    if (![...placeIds, parentId ?? ''].every((id) => id === '' || isUuid(id))) throw new NotFound();
    const keys = [viewer.partnershipId, placeIds];
    const measured = await this.tenancy.read(viewer, (tx) => tx.rows<{ id: string }>(findMeasuredAt, keys));
    const concerned = new Set(measured.map(({ id }) => id));
    const moved = new Set(placeIds);
    const today = await this.#readReleased(viewer);
    const preview = new Preview(today, this.decider);
    for (const component of today.components) {
      if (!component.indicators.some(({ id }) => concerned.has(id))) continue;
      if (await this.#isTooLarge(viewer, component, preview)) continue;
      for (const period of await today.periods(component)) {
        const places = movedPlaces(period.job.places, moved, parentId);
        await preview.compare(period, { ...period.job, places });
      }
    }
    return preview.answer();
  }

  /** Two indicators linked, or said to be unrelated: what is decided together would change. */
  async ofLink(viewer: Viewer, link: LinkToPreview): Promise<DisclosurePreviewType> {
    demand(viewer, 'canSeeHidden');
    const today = await this.#readReleased(viewer);
    const preview = new Preview(today, this.decider);
    const component = relatedComponent(today.components, link);
    if (component && !(await this.#isTooLarge(viewer, component, preview)))
      for (const period of await today.periods(component)) await preview.compare(period, period.job);
    return preview.answer();
  }

  /** Whether there is more of some indicators than can be read while somebody waits; the preview then says so. */
  async #isTooLarge(viewer: Viewer, { indicators }: ReleasedComponent, preview: Preview): Promise<boolean> {
    const keys = [viewer.partnershipId, indicators.map(({ id }) => id), mostRead];
    const found = await this.tenancy.read(viewer, (tx) => tx.one<{ isLarge: boolean }>(findIsLarge, keys));
    if (found?.isLarge) preview.leaveOut();
    return found?.isLarge === true;
  }

  #readReleased({ partnershipId }: Viewer): Promise<ReleasedPartnership> {
    return releasedOf(this.tenancy, partnershipId, null);
  }
}

/** The rows of a period as they would be after an import. */
function withStaged(rows: readonly ObservedRow[], staged: readonly ObservedRow[]): ObservedRow[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of staged) byKey.set(keyOf(row), row);
  return [...byKey.values()];
}

/** Counts what a decision would change, period by period. */
class Preview {
  readonly #released: ReleasedPartnership;
  readonly #decider: Decider;
  readonly #headlines: string[] = [];
  #vanishing = 0;
  #openToNewReaders = 0;
  #rows = 0;
  #isWhole = true;

  constructor(partnership: ReleasedPartnership, decider: Decider) {
    this.#released = partnership;
    this.#decider = decider;
  }

  async compare({ hidden, asFirstPublished, job: before }: ReleasedPeriod, job: DecisionJob): Promise<void> {
    const members = [job, ...job.linked];
    const rows = members.reduce((sum, member) => sum + member.rows.length, 0);
    if (this.#rows + rows > mostRows) {
      this.leaveOut();
      return;
    }
    this.#rows += rows;
    const decided = await this.#decider.decide(job);
    const unseen = new Set([...hidden].filter((key) => !asFirstPublished.has(key)));
    for (const [at, part] of [decided, ...decided.linked].entries()) {
      const there = new Set([before, ...before.linked][at]?.rows.map(keyOf));
      this.#count(part, prefixOf(at), there, unseen);
    }
  }

  #count(
    { rows, findings }: Omit<Decided, 'linked'>,
    prefix: string,
    there: ReadonlySet<string>,
    unseen: ReadonlySet<string>,
  ) {
    for (const row of rows) {
      const key = keyOf(row);
      if (!row.hidden || !there.has(key) || unseen.has(`${prefix}${key}`)) continue;
      this.#vanishing += 1;
      if (this.#released.isHeadline(row)) this.#headlines.push(this.#nameOf(row));
    }
    this.#openToNewReaders += findings.filter(({ isOpenToNewReaders }) => isOpenToNewReaders).length;
  }

  #nameOf({ placeId, populationId }: Pick<ObservedRow, 'placeId' | 'populationId'>): string {
    const { names } = this.#released;
    return [names.get(placeId), names.get(populationId)].join(' · ');
  }

  /** Notes that something was not looked at. */
  leaveOut(): void {
    this.#isWhole = false;
  }

  answer(): DisclosurePreviewType {
    return {
      vanishing: this.#vanishing,
      headlinesCount: this.#headlines.length,
      headlines: [...new Set(this.#headlines)].slice(0, mostNamed),
      openToNewReaders: this.#openToNewReaders,
      isWhole: this.#isWhole,
    };
  }
}
