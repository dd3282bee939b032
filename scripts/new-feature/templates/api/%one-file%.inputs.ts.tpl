import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, prose, writtenProse } from '../../kernel/inputs/fields.ts';
import { %One% } from './%one-file%.entity.ts';

const policy = '%policy%';

const %one% = { title: line(), notes: prose().or('') };

export const Add%One%Input = addInput(
  'Add%One%Input',
  { adds: %One%, policy, description: 'A new %one words%.' },
  %one%,
);
export type Add%One%Input = InputOf<typeof Add%One%Input>;

export const Edit%One%Input = editInput(
  'Edit%One%Input',
  { edits: %One%, policy, description: 'Changes to a %one words%; what is left out stays.' },
  changes(%one%),
);
export type Edit%One%Input = InputOf<typeof Edit%One%Input>;

export const Retire%One%Input = editInput(
  'Retire%One%Input',
  { edits: %One%, policy, description: 'Takes a %one words% out of the list; its history stays.' },
  { reason: writtenProse().saying('Why it no longer counts.') },
);
export type Retire%One%Input = InputOf<typeof Retire%One%Input>;
