import { checkMapping } from '@throughline/source-files/mapping/check-mapping';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { decimalSigns } from '@throughline/source-files/text/decimal-sign';
import { encodings } from '@throughline/source-files/text/decoding';
import { delimiters } from '@throughline/source-files/text/records';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { addInput, changeInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import {
  changes,
  document,
  flag,
  line,
  newId,
  prose,
  ref,
  textLike,
  whole,
  writtenProse,
} from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { Import } from './import.entity.ts';
import { MappingDocument } from './import.scalars.ts';
import { SavedMapping } from './mappings/saved-mapping.entity.ts';

const policy = 'canImport';
const edits = Import;

/** A mapping as it is sent, checked whole; each fault stands at its field. */
const checkedMapping = z.unknown().transform((given, context): ImportMapping => {
  const checked = checkMapping(given, null);
  if (checked.ok) return checked.mapping;
  for (const { path, refusal } of checked.errors) {
    context.addIssue({ code: 'custom', path: path === '' ? [] : path.split('.'), ...because(refusal) });
  }
  return z.NEVER;
});
const mapping = document(checkedMapping, MappingDocument);
const reason = prose().or('').saying('Why, for the history.');

const upload = {
  name: line(255),
  batch: newId().optional(),
};

/** What comes with the bytes of a file, checked before they are read. */
export const UploadedFile = inputPart('UploadedFile', 'What comes with the bytes of a file.', {
  id: newId(),
  ...upload,
  source: newId().optional(),
});

export const UploadImportInput = addInput(
  'UploadImportInput',
  { adds: Import, policy, description: 'A file that was received.' },
  { ...upload, sha256: line(), sourceId: ref('data_source').optional() },
);

const FileLook = inputPart(
  'FileLookInput',
  'What a person knows better about a file; what is left out is found out.',
  changes({
    encoding: textLike(z.enum(encodings)),
    delimiter: textLike(z.enum(delimiters)),
    headerLine: whole(1, 1_000_000_000).optional().saying('From 1; null when the file has none.'),
    sheet: textLike(z.string().max(100)),
    decimalSign: textLike(z.enum(decimalSigns)),
    together: flag().optional().saying('Whether all tables or sheets of alike columns are read as one.'),
  }),
);

export const SeeImportInput = editInput(
  'SeeImportInput',
  { edits, policy, description: 'How a file is to be looked at.' },
  { file: within(FileLook) },
);
export type SeeImportInput = InputOf<typeof SeeImportInput>;

export const MapImportInput = editInput(
  'MapImportInput',
  { edits, policy, description: 'How the columns of an import are read.' },
  { mapping: mapping.saying('An indicator is named by its id or its name.') },
);
export type MapImportInput = InputOf<typeof MapImportInput>;

export const CheckImportInput = editInput(
  'CheckImportInput',
  { edits, policy, description: 'Checks every row of a mapped file.' },
  {},
);
export type CheckImportInput = InputOf<typeof CheckImportInput>;

/** The check itself says when it has ended; no mutation does. */
export const EndCheckInput = changeInput(
  'EndCheckInput',
  { changes: Import, policy, description: 'Every row of a file was checked.' },
  {},
);

export const CommitImportInput = editInput(
  'CommitImportInput',
  { edits, policy, description: 'Puts the observations of a checked file where they are read.' },
  {
    goneReason: writtenProse()
      .optional()
      .saying('Of a new file of a source: why what it no longer has is taken out. Left out, it stays.'),
    keepsPublished: flag()
      .or(false)
      .saying('Of a revision that must be hidden, readers go on seeing the number as it was first published.'),
  },
);
export type CommitImportInput = InputOf<typeof CommitImportInput>;

export const UndoImportInput = editInput(
  'UndoImportInput',
  { edits, policy, description: 'Takes back what an import brought.' },
  { reason },
);
export type UndoImportInput = InputOf<typeof UndoImportInput>;

export const DiscardImportInput = editInput(
  'DiscardImportInput',
  { edits, policy, description: 'Sets an import aside that was never committed.' },
  { reason },
);
export type DiscardImportInput = InputOf<typeof DiscardImportInput>;

export const ResumeImportInput = editInput(
  'ResumeImportInput',
  { edits, policy, description: 'Takes up an import that was set aside.' },
  {},
);
export type ResumeImportInput = InputOf<typeof ResumeImportInput>;

export const SaveMappingInput = addInput(
  'SaveMappingInput',
  { adds: SavedMapping, policy, description: 'A mapping to keep for the next file.' },
  { name: line().saying('A mapping of the same name is replaced.'), mapping },
);
export type SaveMappingInput = InputOf<typeof SaveMappingInput>;
