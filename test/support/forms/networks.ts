import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { inDays, write } from '../network.ts';
import { dialog, make, makeNetwork, parentOfMade, press, type Row, rowBy, rowOf, type VersionedForm } from './steps.ts';

/** A charter that is being written. */
async function makeCharter(visitor: Visitor): Promise<string> {
  const network = await makeNetwork(visitor);
  const charter = await write(visitor, 'draftCharter', { id: uuid(), networkId: network });
  parentOfMade.set(charter, network);
  return charter;
}

/** Raises an ask of the schools. */
async function makeEscalation(visitor: Visitor): Promise<string> {
  const { organizations } = await visitor.ask<{ organizations: { nodes: { id: string }[] } }>(
    '{ organizations(first: 1) { nodes { id } } }',
  );
  return make('raiseEscalation', {
    kind: 'barrier',
    category: 'operational',
    ask: 'One aide.',
    respondBy: inDays(20),
    toOrganizationId: organizations.nodes[0]?.id,
  })(visitor);
}

const openEscalation = (button: string) => async (visitor: Visitor, id: string) => {
  await visitor.open(`/asks/${id}`);
  await press(visitor, button);
  return visitor.page.locator('form').first();
};
const escalationRow = (visitor: Visitor, id: string) =>
  rowBy(visitor, 'escalation', id, 'title ask description kind category respondBy');

/** The forms of networks, their charters and their escalations. */
export const formsOfNetworks: Record<string, VersionedForm> = {
  editNetwork: {
    make: makeNetwork,
    open: async (visitor, id) => {
      await visitor.open(`/networks/${id}`);
      await press(visitor, 'Settings');
      return dialog(visitor).locator('form').first();
    },
    save: 'Save',
    row: async (visitor, id) => {
      const { networkPage } = await visitor.ask<{ networkPage: { network: Row } }>(
        'query Network($id: Uuid!) { networkPage(id: $id) { network { id version name purpose } } }',
        { id },
      );
      return networkPage.network;
    },
  },
  editCharter: {
    make: makeCharter,
    open: async (visitor, id) => {
      await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/charter`);
      return visitor.page.locator('form').first();
    },
    save: 'Save the draft',
    row: (visitor, id) =>
      rowOf(
        visitor,
        'charters',
        parentOfMade.get(id) ?? '',
        id,
        'aimIndicatorId aimPopulationId aimPlaceId aimFrom aimBaselineOn aimTo aimBy scope sphereOfControl agreements',
      ),
  },
  editEscalation: {
    make: makeEscalation,
    open: openEscalation('Change the words'),
    save: 'Save the changes',
    row: escalationRow,
  },
};
