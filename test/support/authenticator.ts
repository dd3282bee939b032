import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a server asks of a device, as far as this one reads it. */
export interface Question {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
  user?: { id: string };
}

/** How a device answers otherwise than it should. */
interface Tricks {
  origin?: string;
  /** The person did not unlock it. */
  isUnlocked?: boolean;
  counter?: number;
  userHandle?: string;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const base64 = (data: Buffer): string => data.toString('base64url');

const bytes = (data: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, data.length]), data]);
const longBytes = (data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 255]), data]);
const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);

/** A device with one passkey, in software (ES256, attestation "none"). */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = base64(randomBytes(32));
  #userHandle = '';
  counter = 0;

  constructor(readonly origin: string) {}

  #clientData(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(rpId: string, flags: number, counter: number): Buffer {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), number]);
  }

  /** Makes its passkey. */
  make(question: Question, { origin = this.origin, isUnlocked = true }: Tricks = {}): object {
    this.#userHandle = question.user?.id ?? '';
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, 'base64url')),
    ]);
    const credentialId = Buffer.from(this.id, 'base64url');
    const data = Buffer.concat([
      this.#data(question.rp?.id ?? '', 0x41 + (isUnlocked ? 4 : 0), this.counter),
      Buffer.alloc(16),
      Buffer.from([0, credentialId.length]),
      credentialId,
      key,
    ]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      longBytes(data),
    ]);
    return this.#answer({
      clientDataJSON: base64(this.#clientData('webauthn.create', question.challenge, origin)),
      attestationObject: base64(attestation),
      transports: ['internal'],
    });
  }

  /** Answers a challenge with its passkey. */
  enter(question: Question, { origin = this.origin, isUnlocked = true, counter, userHandle }: Tricks = {}): object {
    this.counter = counter ?? this.counter + 1;
    const data = this.#data(question.rpId ?? '', isUnlocked ? 5 : 1, this.counter);
    const clientData = this.#clientData('webauthn.get', question.challenge, origin);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON: base64(clientData),
      authenticatorData: base64(data),
      signature: base64(signature),
      userHandle: userHandle ?? this.#userHandle,
    });
  }

  #answer(response: object): object {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
