import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, prose, ref } from '../../kernel/inputs/fields.ts';
import { Network } from './network.entity.ts';

const policy = 'canManageNetwork';
const edits = Network;
const network = {
  name: line(),
  purpose: prose().or(''),
  indicatorId: ref('indicator').optional().saying('The indicator that it watches first.'),
};
/** Whether it must be written is the lifecycle's rule. */
const reason = prose().saying('Why; kept in the history.');

export const CreateNetworkInput = addInput(
  'CreateNetworkInput',
  {
    adds: Network,
    policy: ['canCreateNetwork', 'canManageNetwork'],
    description: 'A new network, forming; with a parent it is a workgroup.',
  },
  { ...network, outcomeId: ref('outcome'), parentId: ref('network', { anywhere: true }).optional() },
);
export type CreateNetworkInput = InputOf<typeof CreateNetworkInput>;

export const EditNetworkInput = editInput(
  'EditNetworkInput',
  { edits, policy, description: 'Changes to a network; what is left out stays.' },
  changes(network),
);
export type EditNetworkInput = InputOf<typeof EditNetworkInput>;

export const ActivateNetworkInput = editInput(
  'ActivateNetworkInput',
  { edits, policy, description: 'The network has formed and begins its work.' },
  {},
);
export type ActivateNetworkInput = InputOf<typeof ActivateNetworkInput>;

export const PauseNetworkInput = editInput(
  'PauseNetworkInput',
  { edits, policy, description: 'The network rests for a while.' },
  { reason },
);
export type PauseNetworkInput = InputOf<typeof PauseNetworkInput>;

export const ResumeNetworkInput = editInput(
  'ResumeNetworkInput',
  { edits, policy, description: 'A paused network takes up its work again.' },
  {},
);
export type ResumeNetworkInput = InputOf<typeof ResumeNetworkInput>;

export const RetireNetworkInput = editInput(
  'RetireNetworkInput',
  { edits, policy, description: 'The network ends. Its work stays readable.' },
  { reason },
);
export type RetireNetworkInput = InputOf<typeof RetireNetworkInput>;
