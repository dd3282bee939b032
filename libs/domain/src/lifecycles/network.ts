import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { networkStates, type NetworkState } from '../vocabulary.ts';

export type NetworkVerb = 'activate' | 'pause' | 'resume' | 'retire';

export interface NetworkFacts {
  reason: string | null;
}

const reasonGiven = (facts: Readonly<Partial<NetworkFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('NETWORK_REASON_REQUIRED');

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
    if (state === 'retired') return refusal('NETWORK_RETIRED');
    if (verb === 'activate') return refusal('NETWORK_NOT_FORMING');
    return verb === 'pause' ? refusal('NETWORK_NOT_ACTIVE') : refusal('NETWORK_NOT_PAUSED');
  },
};

/** The states of a network that has not ended. */
export const standingNetworkStates = networkStates.filter((state) => !networkLifecycle.ends.includes(state));
