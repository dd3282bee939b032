import { v7 as uuid } from 'uuid';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { SeenFile } from '@throughline/source-files/report/import-report';
import type { Visitor } from '../browser.ts';
import { mark, write } from '../network.ts';
import { indicator } from './indicators.ts';
import { dialog, press, type Row, rowBy, type VersionedForm } from './steps.ts';

const csv = [
  'Absence by district',
  'District,Town,Year,Share,Of them',
  'Bridgeport School District,Bridgeport,2018-2019,18.4,920',
  'Hartford School District,Hartford,2018-2019,21.2,1060',
  'Bridgeport School District,Bridgeport,2019-2020,19.3,965',
  'Hartford School District,Hartford,2019-2020,22.4,1120',
].join('\n');

/** A small file of one indicator, as somebody has uploaded it; answers its import. */
export async function uploadTogether(visitor: Visitor, name = `together-${mark()}.csv`): Promise<string> {
  const { me } = await visitor.ask<{ me: { memberships: { partnershipId: string }[] } }>(
    '{ me { memberships { partnershipId } } }',
  );
  const partnership = me.memberships[0]?.partnershipId ?? '';
  const id = uuid();
  const answer = await visitor.context.request.post(`/imports?${new URLSearchParams({ partnership, id, name })}`, {
    data: Buffer.from(csv),
    headers: { 'content-type': 'application/octet-stream', 'x-partnership': partnership },
  });
  if (!answer.ok()) throw new Error(`the upload was answered with ${answer.status()}: ${await answer.text()}`);
  return id;
}

interface ImportRead {
  version: number;
  seen: SeenFile;
  mapping: ImportMapping | null;
}

/** An import as it is stored. */
export async function importRow(visitor: Visitor, id: string): Promise<ImportRead> {
  const { import: found } = await visitor.ask<{ import: ImportRead }>(
    'query Import($id: Uuid!) { import(id: $id) { version seen mapping } }',
    { id },
  );
  return found;
}

/** An import whose columns are mapped as they were recognised. */
export async function mapTogether(visitor: Visitor, id: string): Promise<string> {
  const indicatorIds = [await indicator.make(visitor)];
  const { importMappingGuess: guess } = await visitor.ask<{ importMappingGuess: { mapping: ImportMapping } }>(
    'query Guess($id: Uuid!, $indicatorIds: [Uuid!]!) { importMappingGuess(id: $id, indicatorIds: $indicatorIds) { mapping } }',
    { id, indicatorIds },
  );
  const { version } = await importRow(visitor, id);
  return write(visitor, 'mapImport', { id, version, mapping: guess.mapping });
}

const seeImport: VersionedForm = {
  make: (visitor) => uploadTogether(visitor),
  open: async (visitor, id) => {
    await visitor.open(`/imports/${id}`);
    await visitor.page.getByText('Read it in another way').click();
    return visitor.page.getByRole('form', { name: 'Read it in another way' });
  },
  save: 'Look again',
  row: async (visitor, id): Promise<Row> => {
    const { version, seen } = await importRow(visitor, id);
    const { headerLine = seen.shape.headerLine, decimalSign = 'point' } = seen.corrected ?? {};
    return { version, headerLine, decimalSign };
  },
  // With another encoding or delimiter this file is no table.
  skips: ['encoding', 'delimiter'],
  change: async (visitor, id, changes) => {
    const { version, seen } = await importRow(visitor, id);
    return { id, version, file: { ...seen.corrected, ...changes } };
  },
};

/** A period as the form's choice says it. */
const periodChoice = ({ period }: ImportMapping): string =>
  period.from === 'column' ? `column:${period.column}` : period.from;

function periodOf(choice: string): object {
  if (choice.startsWith('column:')) return { from: 'column', column: choice.slice('column:'.length) };
  return choice === 'constant' ? { from: 'constant', label: '2018-19' } : { from: choice };
}

const mapImport: VersionedForm = {
  make: async (visitor) => mapTogether(visitor, await uploadTogether(visitor)),
  open: async (visitor, id) => {
    await visitor.open(`/imports/${id}`);
    return visitor.page.getByRole('form', { name: 'What the columns mean' });
  },
  save: 'Save and check the file',
  row: async (visitor, id): Promise<Row> => {
    const { version, mapping } = await importRow(visitor, id);
    if (!mapping) return { version };
    return { version, period: periodChoice(mapping), place: mapping.place.labelColumn, blank: mapping.blank };
  },
  change: async (visitor, id, { period, place, ...changes }) => {
    const { version, mapping } = await importRow(visitor, id);
    return {
      id,
      version,
      mapping: {
        ...mapping,
        ...(period !== undefined && { period: periodOf(String(period)) }),
        ...(place !== undefined && { place: { ...mapping?.place, labelColumn: place } }),
        ...changes,
      },
    };
  },
};

const editDataSource: VersionedForm = {
  make: async (visitor) => {
    const importId = await mapTogether(visitor, await uploadTogether(visitor));
    const what = { publisher: 'State of Together', address: '', cadence: 'year', license: 'Public domain' };
    return write(visitor, 'addDataSource', { id: uuid(), importId, name: `Absence ${mark()}`, ...what });
  },
  open: async (visitor, id) => {
    await visitor.open(`/imports/sources/${id}`);
    await press(visitor, 'Change');
    return dialog(visitor);
  },
  save: 'Save',
  row: (visitor, id) => rowBy(visitor, 'dataSource', id, 'name publisher address cadence license'),
};

/** The forms of imports and of the sources that they come from. */
export const formsOfImports: Record<string, VersionedForm> = { mapImport, seeImport, editDataSource };
