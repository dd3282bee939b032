import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { addAction, mark, memberId, networkId, write } from '../network.ts';
import { dialog, make, makeNetwork, parentOfMade, press, type Row, rowBy, rowOf, type VersionedForm } from './steps.ts';

/** The demo's plan in force, or the draft of its next. */
async function planOf(visitor: Visitor, network: string): Promise<{ current: Row; strategies: Row[] }> {
  const { plan } = await visitor.ask<{ plan: { current: Row; strategies: Row[] } }>(
    `query Plan($id: Uuid!) { plan(networkId: $id) {
       current { id version summary }
       strategies { id version title description driverId factorId }
     } }`,
    { id: network },
  );
  return plan;
}

/** A form of the demo network's Plan tab, opened by the row's own button. */
const onPlanTab = (button: string) => async (visitor: Visitor, title: string) => {
  await visitor.open(`/networks/${await networkId(visitor)}/plan`);
  await press(visitor, `${button}: ${title}`);
  return dialog(visitor);
};
const editOnPlanTab = onPlanTab('Edit');

const titleOf = async (form: VersionedForm, visitor: Visitor, id: string): Promise<string> =>
  String((await form.row(visitor, id))['title']);

const editFactor: VersionedForm = {
  make: make('addFactor', { kind: 'gap', description: 'As it was.', basis: 'Interviews.' }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editFactor, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'factors', await networkId(visitor), id, 'title description basis'),
};

const editDriver: VersionedForm = {
  make: make('addDriver', { position: 0 }),
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editDriver, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => rowOf(visitor, 'drivers', await networkId(visitor), id, 'title parentId factorId'),
};

const editStrategy: VersionedForm = {
  make: async (visitor) => {
    const { current } = await planOf(visitor, await networkId(visitor));
    const input = { planId: current['id'], kind: 'universal', description: 'As it was.' };
    return write(visitor, 'addStrategy', { id: uuid(), title: `Together on ${mark()}`, ...input });
  },
  open: async (visitor, id) => editOnPlanTab(visitor, await titleOf(editStrategy, visitor, id)),
  save: 'Save',
  row: async (visitor, id) => {
    const { strategies } = await planOf(visitor, await networkId(visitor));
    return strategies.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const action = {
  make: async (visitor: Visitor) => addAction(visitor, await memberId(visitor), `Together on ${mark()}`),
  row: (visitor: Visitor, id: string) =>
    rowBy(visitor, 'action', id, 'title description dueOn strategyId ownerMemberId organizationId'),
};

const editActionPlan: VersionedForm = {
  make: async (visitor) => {
    const network = await makeNetwork(visitor);
    const id = await write(visitor, 'draftPlan', { id: uuid(), networkId: network });
    parentOfMade.set(id, network);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/plan`);
    await press(visitor, 'Say in a few words what it is about');
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => (await planOf(visitor, parentOfMade.get(id) ?? '')).current,
};

/** The forms of the Plan tab and of its actions. */
export const formsOfPlans: Record<string, VersionedForm> = {
  editAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Edit');
      return dialog(visitor);
    },
    save: 'Save the action',
  },
  reassignAction: {
    ...action,
    open: async (visitor, id) => {
      await visitor.open(`/actions/${id}`);
      await press(visitor, 'Hand over');
      return dialog(visitor);
    },
    save: 'Hand it over',
  },
  editActionPlan,
  editFactor,
  editDriver,
  editStrategy,
};
