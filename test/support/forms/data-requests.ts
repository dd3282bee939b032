import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { inDays, mark, write } from '../network.ts';
import { dialog, press, type Row, rowBy, type VersionedForm } from './steps.ts';

interface Choices {
  indicators: { nodes: { id: string }[] };
  organizations: { nodes: { id: string }[] };
  places: { nodes: { id: string }[] };
  populations: { nodes: { id: string }[] };
}

async function makeRequest(visitor: Visitor): Promise<string> {
  const found = await visitor.ask<Choices>(
    `{ indicators(first: 1) { nodes { id } } organizations(first: 1) { nodes { id } }
       places(first: 1) { nodes { id } } populations(first: 1) { nodes { id } } }`,
  );
  const [indicatorId, organizationId, placeId, populationId] = Object.values(found).map(({ nodes: [one] }) => one?.id);
  const wanted = { indicatorId, organizationId, placeIds: [placeId], populationIds: [populationId] };
  return write(visitor, 'addDataRequest', {
    id: uuid(),
    ...wanted,
    fromOn: inDays(-500),
    graceDays: 20,
    note: `Together ${mark()}`,
  });
}

const editDataRequest: VersionedForm = {
  make: makeRequest,
  open: async (visitor, id) => {
    await visitor.open(`/data-requests/${id}`);
    await press(visitor, 'Change');
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowBy(visitor, 'dataRequest', id, 'fromOn graceDays note'),
  // A day of a period is stored as its first.
  skips: ['fromOn'],
};

/** The request of each link that was made here. */
const requestOf = new Map<string, string>();

const extendDataRequestLink: VersionedForm = {
  make: async (visitor) => {
    const id = await makeRequest(visitor);
    const linkId = uuid();
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
    await write(visitor, 'renewDataRequestLink', { id, linkId, secret, expiresOn: inDays(30) });
    requestOf.set(linkId, id);
    return linkId;
  },
  open: async (visitor, id) => {
    await visitor.open(`/data-requests/${requestOf.get(id)}`);
    await press(visitor, 'Extend');
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { dataRequest } = await visitor.ask<{ dataRequest: { link: Row } }>(
      'query Link($id: Uuid!) { dataRequest(id: $id) { link { id version expiresOn } } }',
      { id: requestOf.get(id) },
    );
    return dataRequest.link;
  },
};

/** The forms of data requests. */
export const formsOfDataRequests: Record<string, VersionedForm> = { editDataRequest, extendDataRequestLink };
