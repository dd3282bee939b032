import { v7 as uuid } from 'uuid';
import type { Visitor } from '../browser.ts';
import { inDays, mark, networkId, write } from '../network.ts';
import { dialog, parentOfMade, press, type Row, rowInList, type VersionedForm } from './steps.ts';

const practice = {
  make: async (visitor: Visitor) =>
    write(visitor, 'openPractice', {
      id: uuid(),
      networkId: await networkId(visitor),
      name: `Together ${mark()}`,
      description: 'As it was.',
    }),
  row: (visitor: Visitor, id: string) => practiceRow(visitor, id),
};

interface PracticeParts {
  practice: { practice: Row; adoptions: Row[]; systemChanges: Row[] };
}

const practiceParts = (visitor: Visitor, id: string): Promise<PracticeParts> =>
  visitor.ask<PracticeParts>(
    `query Practice($id: Uuid!) { practice(id: $id) {
       practice { id version name description core adaptable }
       adoptions { id version adaptation stage }
       systemChanges { id version kind title description on }
     } }`,
    { id },
  );

const practiceRow = async (visitor: Visitor, id: string): Promise<Row> =>
  (await practiceParts(visitor, id)).practice.practice;

const editSystemChange: VersionedForm = {
  make: async (visitor) => {
    const practiceId = await practice.make(visitor);
    const change = { kind: 'policy', title: `Together ${mark()}`, description: 'As it was.', on: inDays(-3) };
    const id = await write(visitor, 'recordSystemChange', {
      id: uuid(),
      practiceId,
      networkId: await networkId(visitor),
      ...change,
    });
    parentOfMade.set(id, practiceId);
    return id;
  },
  open: async (visitor, id) => {
    const { title } = await editSystemChange.row(visitor, id);
    await visitor.open(`/practices/${parentOfMade.get(id) ?? ''}`);
    await press(visitor, `Edit ${String(title)}`);
    return dialog(visitor);
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { systemChanges } = (await practiceParts(visitor, parentOfMade.get(id) ?? '')).practice;
    return systemChanges.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const editAdoption: VersionedForm = {
  make: async (visitor) => {
    const practiceId = await practice.make(visitor);
    const siteId = await write(visitor, 'addSite', { id: uuid(), name: `Together ${mark()}`, practiceId });
    const id = await write(visitor, 'addAdoption', { id: uuid(), practiceId, siteId });
    parentOfMade.set(id, practiceId);
    return id;
  },
  open: async (visitor, id) => {
    await visitor.open(`/practices/${parentOfMade.get(id) ?? ''}`);
    await visitor.page.getByRole('button', { name: /^Update Together/ }).click();
    return visitor.page.locator('form').filter({ has: visitor.page.locator('[name="adaptation"]') });
  },
  save: 'Save',
  row: async (visitor, id) => {
    const { adoptions } = (await practiceParts(visitor, parentOfMade.get(id) ?? '')).practice;
    return adoptions.find((row) => row['id'] === id) ?? { version: 0 };
  },
};

const editSite: VersionedForm = {
  make: (visitor) => write(visitor, 'addSite', { id: uuid(), name: `Together ${mark()}` }),
  open: async (visitor, id) => {
    const { name } = await editSite.row(visitor, id);
    await visitor.open('/practices');
    const edit = visitor.page.getByRole('button', { name: `Change ${String(name)}`, exact: true });
    const more = visitor.page.getByRole('list', { name: 'Sites' }).getByRole('button', { name: 'Show more' });
    while ((await edit.count()) === 0 && (await more.count()) > 0) await more.click();
    await edit.click();
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowInList(visitor, 'sites', id, 'name organizationId'),
};

/** The forms of practices and their sites. */
export const formsOfPractices: Record<string, VersionedForm> = {
  editPractice: {
    ...practice,
    open: async (visitor, id) => {
      await visitor.open(`/practices/${id}`);
      await press(visitor, 'Edit the practice');
      return dialog(visitor);
    },
    save: 'Save',
  },
  editSystemChange,
  editAdoption,
  editSite,
};
