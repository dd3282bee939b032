import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { addInput, changeInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, newId, prose, ref, textLike, word, writtenProse } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { DataSource } from './data-source.entity.ts';
import { isSourceAddress } from './fetching/source-address.ts';

const policy = 'canImport';
const edits = DataSource;

const address = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => text === '' || isSourceAddress(text), because(refusal('SOURCE_ADDRESS')));

const what = {
  name: line(200).saying('What its files are called here.'),
  publisher: line(200).saying('Who publishes them.'),
  address: textLike(address)
    .or('')
    .saying('Where its newest file is downloaded: https, on the usual port, no password.'),
  cadence: word(Words.SourceCadence).optional().saying('How often a new file is expected; null: it came once.'),
  license: prose(200)
    .or('')
    .saying('On what terms its numbers may be used, where the definition of an indicator does not say it.'),
};

export const AddDataSourceInput = addInput(
  'AddDataSourceInput',
  { adds: DataSource, policy, description: 'Where the file of an import came from, and how often it comes anew.' },
  { importId: ref('import'), ...what },
);
export type AddDataSourceInput = InputOf<typeof AddDataSourceInput>;

export const EditDataSourceInput = editInput(
  'EditDataSourceInput',
  { edits, policy, description: 'Changes to a data source; what is left out stays.' },
  changes(what),
);
export type EditDataSourceInput = InputOf<typeof EditDataSourceInput>;

export const RetireDataSourceInput = editInput(
  'RetireDataSourceInput',
  { edits, policy, description: 'Expects nothing more of a source; what it brought stays.' },
  { reason: writtenProse().saying('Why nothing more is expected of it.') },
);
export type RetireDataSourceInput = InputOf<typeof RetireDataSourceInput>;

export const RestoreDataSourceInput = editInput(
  'RestoreDataSourceInput',
  { edits, policy, restores: true, description: 'Takes up a source again.' },
  {},
);
export type RestoreDataSourceInput = InputOf<typeof RestoreDataSourceInput>;

export const RenewDataSourceInput = changeInput(
  'RenewDataSourceInput',
  { changes: DataSource, policy, description: 'Looks for the newest file of a source.' },
  {
    importId: newId().saying(
      'A file that was uploaded for this source; where there is none of this id, the file is fetched from its address.',
    ),
  },
);
export type RenewDataSourceInput = InputOf<typeof RenewDataSourceInput>;
