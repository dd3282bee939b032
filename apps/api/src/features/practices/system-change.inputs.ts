import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, line, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { SystemChange } from './system-change.entity.ts';

const policy = 'canRecordSystemChange';
const change = {
  kind: word(Words.SystemChangeKind),
  title: line(),
  description: prose().or(''),
  on: day(),
};

export const RecordSystemChangeInput = addInput(
  'RecordSystemChangeInput',
  { adds: SystemChange, policy, description: 'A system changed; say of what it came when that is known.' },
  {
    networkId: ref('network'),
    practiceId: ref('practice', { retiredToo: true }).optional().saying('A practice of the network.'),
    escalationId: ref('escalation').optional().saying('An escalation of the network.'),
    organizationId: ref('organization').optional().saying('The organization whose system changed.'),
    ...change,
  },
);
export type RecordSystemChangeInput = InputOf<typeof RecordSystemChangeInput>;

export const EditSystemChangeInput = editInput(
  'EditSystemChangeInput',
  { edits: SystemChange, policy, description: 'Changes to a system change; what is left out stays.' },
  changes(change),
);
export type EditSystemChangeInput = InputOf<typeof EditSystemChangeInput>;
