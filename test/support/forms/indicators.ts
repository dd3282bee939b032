import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { inDays, mark, write } from '../network.ts';
import { dialog, parentOfMade, press, type Row, rowBy, rowInList, type VersionedForm } from './steps.ts';

const outcome = {
  make: (visitor: Visitor) =>
    write(visitor, 'addOutcome', { id: uuid(), name: `Together ${mark()}`, description: 'As it was.' }),
  row: (visitor: Visitor, id: string) => rowInList(visitor, 'outcomes', id, 'name stage description'),
};

/** An indicator of its own. */
export const indicator = {
  make: async (visitor: Visitor, measure: { measureType?: string; unit?: string } = {}) =>
    write(visitor, 'addIndicator', {
      id: uuid(),
      outcomeId: await outcome.make(visitor),
      name: `Together ${mark()}`,
      definition: 'Share of children who come.',
      level: 'core',
      measureType: 'proportion',
      direction: 'higher',
      cadence: 'school_year',
      unit: '%',
      ...measure,
    }),
  row: (visitor: Visitor, id: string) =>
    rowBy(visitor, 'indicator', id, 'name outcomeId level direction unit ownerMemberId'),
};

const editOutcome: VersionedForm = {
  ...outcome,
  open: async (visitor, id) => {
    const { name } = await outcome.row(visitor, id);
    await visitor.open('/indicators');
    await press(visitor, `Edit ${String(name)}`);
    return dialog(visitor).locator('form').first();
  },
  save: 'Save',
};

const editTarget: VersionedForm = {
  make: async (visitor) => {
    const indicatorId = await indicator.make(visitor);
    const { places, populations } = await visitor.ask<Record<'places' | 'populations', { nodes: Row[] }>>(
      '{ places(first: 200) { nodes { id isHome } } populations(first: 200) { nodes { id dimension } } }',
    );
    const placeId = (places.nodes.find(({ isHome }) => isHome === true) ?? places.nodes[0])?.['id'];
    const populationId = populations.nodes.find(({ dimension }) => dimension === null)?.['id'];
    const ground = { indicatorId, placeId, populationId };
    await write(visitor, 'setTarget', { id: uuid(), ...ground, value: 40, dueOn: inDays(300) });
    const target = await targetOf(visitor, indicatorId);
    parentOfMade.set(String(target['id']), indicatorId);
    return String(target['id']);
  },
  open: async (visitor, id) => {
    await visitor.open(`/indicators/${parentOfMade.get(id) ?? ''}`);
    await press(visitor, 'Set a target');
    return dialog(visitor);
  },
  save: 'Save the target',
  row: (visitor, id) => targetOf(visitor, parentOfMade.get(id) ?? ''),
};

async function targetOf(visitor: Visitor, indicatorId: string): Promise<Row> {
  const { indicator: found } = await visitor.ask<{ indicator: { targets: Row[] } }>(
    'query Target($id: Uuid!) { indicator(id: $id) { targets { id version value dueOn baselinePeriodStart baselineValue } } }',
    { id: indicatorId },
  );
  return found.targets[0] ?? { version: 0 };
}

const editPopulation: VersionedForm = {
  make: (visitor) => {
    const group = `Together ${mark()}`;
    return write(visitor, 'addPopulation', { id: uuid(), name: group, dimension: 'Togetherness', group });
  },
  open: async (visitor, id) => {
    const { name } = await editPopulation.row(visitor, id);
    await visitor.open('/populations');
    await press(visitor, `Edit ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'populations', id, 'name group isKey'),
};

const editPopulationDimension: VersionedForm = {
  make: async (visitor) => {
    const dimension = `Together ${mark()}`;
    await write(visitor, 'addPopulation', { id: uuid(), name: dimension, dimension, group: dimension });
    const answer = await visitor.ask<{ populationDimensions: { nodes: Row[] } }>(
      '{ populationDimensions(first: 200) { nodes { id version name } } }',
    );
    return String(answer.populationDimensions.nodes.find(({ name }) => name === dimension)?.['id']);
  },
  open: async (visitor, id) => {
    const { name } = await editPopulationDimension.row(visitor, id);
    await visitor.open('/populations');
    await press(visitor, `Edit the dimension ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'populationDimensions', id, 'name'),
  // People count places from 1.
  skips: ['position'],
};

const editPlace: VersionedForm = {
  make: (visitor) => write(visitor, 'addPlace', { id: uuid(), name: `Together ${mark()}`, kind: 'school' }),
  open: async (visitor, id) => {
    const { name } = await editPlace.row(visitor, id);
    await visitor.open('/places');
    await visitor.page.getByRole('searchbox', { name: 'Search places' }).fill(String(name));
    await press(visitor, `Edit ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowBy(visitor, 'place', id, 'name kind parentId isHome'),
};

/** The forms of outcomes, indicators, targets and populations. */
export const formsOfIndicators: Record<string, VersionedForm> = {
  editIndicator: {
    ...indicator,
    make: (visitor) => indicator.make(visitor),
    open: async (visitor, id) => {
      await visitor.open(`/indicators/${id}`);
      await press(visitor, 'Edit');
      return dialog(visitor);
    },
    save: 'Save',
  },
  editOutcome,
  editTarget,
  editPlace,
  editPopulation,
  editPopulationDimension,
};
