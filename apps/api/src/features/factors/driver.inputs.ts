import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, position, ref, writtenProse } from '../../kernel/inputs/fields.ts';
import { Driver } from './driver.entity.ts';

const policy = 'canEditTheory';
const driver = {
  title: line(),
  parentId: ref('driver').optional().saying('The driver above; without one, it stands under the aim.'),
  factorId: ref('factor').optional(),
  position: position().or(0),
};

export const AddDriverInput = addInput(
  'AddDriverInput',
  {
    adds: Driver,
    policy,
    description: 'A new driver of a network: right under the aim, or under another driver.',
  },
  { networkId: ref('network'), ...driver },
);
export type AddDriverInput = InputOf<typeof AddDriverInput>;

export const EditDriverInput = editInput(
  'EditDriverInput',
  { edits: Driver, policy, description: 'Changes to a driver; what is left out stays, null takes it away.' },
  changes(driver),
);
export type EditDriverInput = InputOf<typeof EditDriverInput>;

export const RetireDriverInput = editInput(
  'RetireDriverInput',
  { edits: Driver, policy, description: 'Takes a driver out of the tree; its history stays.' },
  { reason: writtenProse().saying('Why it is no longer part of the theory.') },
);
export type RetireDriverInput = InputOf<typeof RetireDriverInput>;

export const RestoreDriverInput = editInput(
  'RestoreDriverInput',
  { edits: Driver, policy, restores: true, description: 'A retired driver that takes its place in the tree again.' },
  {},
);
export type RestoreDriverInput = InputOf<typeof RestoreDriverInput>;
