import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createClient } from 'redis';
import { type Settings, SettingsError } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';

const channel = 'throughline:partnership-changed';

/**
 * Tells who listens that a partnership's outbox grew. It carries no data: a listener reads the outbox, so a lost or
 * doubled notice does no harm. Between app nodes it travels by Redis when there is one, else in process only.
 */
@Injectable()
export class EventBus implements OnModuleInit, OnApplicationShutdown {
  readonly #local = new EventEmitter().setMaxListeners(0);
  #publisher: ReturnType<typeof createClient> | null = null;
  #subscriber: ReturnType<typeof createClient> | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'redisUrl'>) {}

  async onModuleInit(): Promise<void> {
    if (!this.settings.redisUrl) return;
    let isUp = false;
    const reconnectStrategy = (attempts: number): number | false => isUp && Math.min(attempts * 200, 5_000);
    this.#publisher = createClient({
      url: this.settings.redisUrl,
      socket: { connectTimeout: 5_000, reconnectStrategy },
    });
    this.#subscriber = this.#publisher.duplicate();
    // Without a listener an outage of Redis would end the process; the client reconnects by itself.
    this.#publisher.on('error', () => undefined);
    this.#subscriber.on('error', () => undefined);
    // An outage later is survived; at start a wrong address is likelier, and nodes would not hear each other.
    await Promise.all([this.#publisher.connect(), this.#subscriber.connect()]).catch((error: unknown) => {
      throw new SettingsError([{ variable: 'REDIS_URL', problem: `Redis cannot be reached (${reasonOf(error)})` }]);
    });
    isUp = true;
    await this.#subscriber.subscribe(channel, (partnershipId) => this.#local.emit(partnershipId));
  }

  /** Says that the partnership's outbox grew. */
  announce(partnershipId: string): void {
    if (!this.#publisher) {
      this.#local.emit(partnershipId);
      return;
    }
    // Redis being away must not fail a committed write: this node's own readers are told all the same.
    this.#publisher.publish(channel, partnershipId).catch(() => this.#local.emit(partnershipId));
  }

  /** Calls back after each announcement until the returned function is called. */
  listen(partnershipId: string, callback: () => void): () => void {
    this.#local.on(partnershipId, callback);
    return () => this.#local.off(partnershipId, callback);
  }

  async onApplicationShutdown(): Promise<void> {
    const open = [this.#publisher, this.#subscriber].filter((client) => client?.isOpen);
    await Promise.all(open.map((client) => client?.close()));
  }
}

/** The system's code where there is one: a message could repeat the address with its password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
