import type { MeasureLink } from '@throughline/measurement/disclosure';
import type { DecisionJob } from './decision-job.ts';
import { asMeasureLink } from './indicator-links.ts';
import type { ReleasedComponent } from './released.reads.ts';
import type { RelateIndicatorsInput } from './indicator-link.inputs.ts';

/** The places of a decision as they would lie if some of them lay in another one. */
export function movedPlaces(
  places: DecisionJob['places'],
  moved: ReadonlySet<string>,
  parentId: string | null,
): DecisionJob['places'] {
  return places.map(([id, parent, kind]) => [id, moved.has(id) ? parentId : parent, kind]);
}

/**
 * What would be decided together if two indicators were linked, or had nothing to do with each other; null where neither
 * has numbers.
 */
export function relatedComponent(
  components: readonly ReleasedComponent[],
  { firstId, secondId, kind, isLinked }: Pick<RelateIndicatorsInput, 'firstId' | 'secondId' | 'kind' | 'isLinked'>,
): ReleasedComponent | null {
  const holds = (id: string) => (component: ReleasedComponent) => component.indicators.some((one) => one.id === id);
  const parts = new Set([components.find(holds(firstId)), components.find(holds(secondId))]);
  const found = [...parts].filter((part) => part !== undefined);
  const indicators = found.flatMap((part) => part.indicators);
  if (found.length === 0) return null;
  const [first, second] = [firstId, secondId].map((id) => indicators.findIndex((one) => one.id === id));
  const carried = found.flatMap(({ links }, at): MeasureLink[] => {
    const before = found.slice(0, at).reduce((sum, part) => sum + part.indicators.length, 0);
    return links.map(({ a, b, kind: is }) => ({ a: a + before, b: b + before, kind: is }));
  });
  const others = carried.filter(({ a, b }) => !((a === first && b === second) || (a === second && b === first)));
  const isThere = first !== -1 && second !== -1;
  const ids = indicators.map(({ id }) => id);
  const links = isLinked && isThere ? [...others, asMeasureLink({ firstId, secondId, kind }, ids)] : others;
  return { indicators, links };
}
