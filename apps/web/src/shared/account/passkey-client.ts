import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { leaving } from '../session/who.ts';
import { type AccountAnswer, call } from './account-client.ts';

/** Fetched with the first passkey, and not with the page. */
const browserPart = () => import('@simplewebauthn/browser');

/** What the device answers; a person who turns away, or a device that has none, is no fault. */
async function fromDevice<Data>(ask: () => Promise<Data>): Promise<AccountAnswer<Data>> {
  try {
    return { data: await ask() };
  } catch {
    return { problem: { kind: 'stopped' } };
  }
}

async function make(options: AccountAnswer<PublicKeyCredentialCreationOptionsJSON>): Promise<AccountAnswer<object>> {
  if ('problem' in options) return options;
  return fromDevice(async () => (await browserPart()).startRegistration({ optionsJSON: options.data }));
}

/** Signs in with a passkey of this device, or of one beside it. */
export async function signInByPasskey(language: string): Promise<AccountAnswer<unknown>> {
  // Whoever was here before is signed out first: later it would end this person's session.
  if (!(await leaving.finish())) return { problem: { kind: 'network' } };
  const options = await call<PublicKeyCredentialRequestOptionsJSON>('sign-in/passkey/ask', language, {});
  if ('problem' in options) return options;
  const answer = await fromDevice(async () => (await browserPart()).startAuthentication({ optionsJSON: options.data }));
  return 'problem' in answer ? answer : call('sign-in/passkey', language, { answer: answer.data });
}

/** Makes a passkey for the signed-in account. */
export async function addPasskey(name: string, password: string, language: string): Promise<AccountAnswer<unknown>> {
  const made = await make(await call('passkey/ask', language, password === '' ? {} : { password }));
  return 'problem' in made ? made : call('passkey/add', language, { name, answer: made.data });
}

/** Takes a passkey from the signed-in account. */
export const removePasskey = (id: string, password: string, language: string): Promise<AccountAnswer<unknown>> =>
  call('passkey/remove', language, password === '' ? { id } : { id, password });

/** Joins by an invitation with a passkey instead of a password; answers the partnership's name in addresses. */
export async function joinByPasskey(
  invitation: string,
  person: { person: string; name: string },
  language: string,
): Promise<AccountAnswer<{ slug: string }>> {
  if (!(await leaving.finish())) return { problem: { kind: 'network' } };
  const made = await make(await call('join/passkey/ask', language, { invitation }));
  return 'problem' in made ? made : call('join/passkey', language, { ...person, answer: made.data });
}
