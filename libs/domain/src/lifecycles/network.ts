import { isWritten, refusal, type Lifecycle } from '../lifecycle.ts';
import { networkStates, type NetworkState } from '../vocabulary.ts';

export type NetworkVerb = 'activate' | 'pause' | 'resume' | 'retire';

export interface NetworkFacts {
  reason: string | null;
}

const reasonGiven = (facts: Readonly<Partial<NetworkFacts>>) =>
  isWritten(facts.reason)
    ? undefined
    : refusal('NETWORK_REASON_REQUIRED', 'Write why, for the people who rely on this network.');

/** A network: forming → active ⇄ paused → retired. */
export const networkLifecycle: Lifecycle<NetworkState, NetworkVerb, NetworkFacts> = {
  name: 'network',
  states: networkStates,
  initial: 'forming',
  ends: ['retired'],
  transitions: [
    { from: 'forming', verb: 'activate', to: 'active' },
    { from: 'active', verb: 'pause', to: 'paused', guard: reasonGiven },
    { from: 'paused', verb: 'resume', to: 'active' },
    { from: ['forming', 'active', 'paused'], verb: 'retire', to: 'retired', guard: reasonGiven },
  ],
  refuse: (state, verb) => {
    if (state === 'retired')
      return refusal('NETWORK_RETIRED', 'The network is retired: form a new one to take up the work.');
    if (verb === 'activate')
      return refusal('NETWORK_NOT_FORMING', 'The network is past forming; resume it if it is paused.');
    return verb === 'pause'
      ? refusal('NETWORK_NOT_ACTIVE', 'Only an active network is paused: activate or resume it first.')
      : refusal('NETWORK_NOT_PAUSED', 'Only a paused network is resumed.');
  },
};

/** The states of a network that has not ended. */
export const standingNetworkStates = networkStates.filter((state) => !networkLifecycle.ends.includes(state));
