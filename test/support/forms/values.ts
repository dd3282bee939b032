import type { Visitor } from '../browser.ts';
import { mark, write } from '../network.ts';
import { indicator } from './indicators.ts';
import { dialog, press, type Row, type VersionedForm } from './steps.ts';

interface Ground {
  placeId: string;
  populationId: string;
}

/** The partnership's own place, and everybody. */
async function homeGround(visitor: Visitor): Promise<Ground> {
  const { places, populations } = await visitor.ask<Record<'places' | 'populations', { nodes: Row[] }>>(
    '{ places(first: 200) { nodes { id isHome } } populations(first: 200) { nodes { id dimension } } }',
  );
  const home = places.nodes.find(({ isHome }) => isHome === true) ?? places.nodes[0];
  const everybody = populations.nodes.find(({ dimension }) => dimension === null);
  return { placeId: String(home?.['id']), populationId: String(everybody?.['id']) };
}

const periodStart = '2019-07-01';

/** Where the one value of an indicator made here stands, by the indicator's id. */
const groundOfMade = new Map<string, Ground>();

async function valueRow(visitor: Visitor, indicatorId: string): Promise<Row> {
  const { series } = await visitor.ask<{
    series: { versions: number[]; truth: Record<'values' | 'numerators' | 'denominators', (number | null)[]> }[];
  }>(`query Value($id: Uuid!) { series(indicatorId: $id) { versions truth { values numerators denominators } } }`, {
    id: indicatorId,
  });
  const [found] = series;
  return {
    version: found?.versions[0] ?? 0,
    value: found?.truth.values[0],
    numerator: found?.truth.numerators[0],
    denominator: found?.truth.denominators[0],
  };
}

/** Bounds around a value go with it: no one of them changes alone. */
const interval = ['margin', 'intervalLower', 'intervalUpper', 'intervalLevel'];

const correctObservation: VersionedForm = {
  make: async (visitor) => {
    const id = await indicator.make(visitor, { measureType: 'mean', unit: 'days' });
    const ground = await homeGround(visitor);
    groundOfMade.set(id, ground);
    const numbers = { value: 12, numerator: 240, denominator: 20 };
    await write(visitor, 'enterObservation', { indicatorId: id, ...ground, periodStart, ...numbers });
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/indicators/${id}`);
    await press(visitor, 'Correct a value');
    return dialog(visitor);
  },
  save: 'Save the correction',
  row: valueRow,
  // A reason is of each correction; a status decides what the numbers may be.
  skips: ['status', 'reason', ...interval],
  complete: (holder) => holder.locator('[name="reason"]').fill(`Counted again ${mark()}.`),
  change: async (visitor, id, changes) => {
    const { version, ...numbers } = await valueRow(visitor, id);
    const where = { indicatorId: id, ...groundOfMade.get(id), periodStart };
    return { ...where, ...numbers, version, ...changes, reason: 'Somebody else counted again.' };
  },
};

/** The forms of single values. */
export const formsOfValues: Record<string, VersionedForm> = { correctObservation };
