import { v7 as uuid } from 'uuid';
import { inDays, mark, memberId, write } from '../network.ts';
import { dialog, makeNetwork, parentOfMade, press, type Row, rowAmong, type VersionedForm } from './steps.ts';

const editMember: VersionedForm = {
  make: (visitor) =>
    write(visitor, 'addMember', {
      id: uuid(),
      name: `Together ${mark()}`,
      email: `${mark()}@together.example`,
      role: 'member',
    }),
  open: async (visitor, id) => {
    const { name } = await editMember.row(visitor, id);
    await visitor.open('/people');
    await visitor.page.getByRole('searchbox').first().fill(String(name));
    await press(visitor, `Change ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowAmong(visitor, 'members', 'Together', id, 'name role organizationId'),
};

const editOrganization: VersionedForm = {
  make: (visitor) => write(visitor, 'addOrganization', { id: uuid(), name: `Together ${mark()}`, sector: 'community' }),
  open: async (visitor, id) => {
    const { name } = await editOrganization.row(visitor, id);
    await visitor.open('/people/organizations');
    await visitor.page.getByRole('searchbox').first().fill(String(name));
    await press(visitor, `Change ${String(name)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowAmong(visitor, 'organizations', 'Together', id, 'name sector'),
};

const editPartnership: VersionedForm = {
  make: async (visitor) => {
    const { partnership } = await visitor.ask<{ partnership: Row }>('{ partnership { id version name } }');
    partnershipName ??= String(partnership['name']);
    return String(partnership['id']);
  },
  open: async (visitor) => {
    await visitor.open('/people/settings');
    return visitor.page.locator('form');
  },
  save: 'Save',
  row: async (visitor) => {
    const { partnership } = await visitor.ask<{ partnership: Row }>(
      '{ partnership { id version name geographicScope } }',
    );
    return partnership;
  },
  restore: async (visitor) => {
    const { id, version } = await editPartnership.row(visitor, '');
    await write(visitor, 'editPartnership', { id, version, name: partnershipName });
  },
};

let partnershipName: string | undefined;

const editSeat: VersionedForm = {
  make: async (visitor) => {
    const network = await makeNetwork(visitor);
    const seat = { networkId: network, memberId: await memberId(visitor), role: 'member', perspective: 'leader' };
    const id = await write(visitor, 'giveSeat', { id: uuid(), ...seat, fromOn: inDays(-30) });
    parentOfMade.set(id, network);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/networks/${parentOfMade.get(id) ?? ''}/people`);
    await visitor.page.getByRole('button', { name: /^Change the seat of/ }).click();
    return dialog(visitor).locator('form').first();
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { seating } = await visitor.ask<{ seating: { nodes: Row[] } }>(
      `query Seating($id: Uuid) { seating(networkId: $id) { nodes { id version role perspective responsibilities } } }`,
      { id: parentOfMade.get(id) },
    );
    return seating.nodes.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

/** The forms of people, organizations and their seats. */
export const formsOfPeople: Record<string, VersionedForm> = {
  editMember,
  editOrganization,
  editPartnership,
  editSeat,
};
