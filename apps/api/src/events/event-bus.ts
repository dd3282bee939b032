import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createClient } from 'redis';
import type { Settings } from '../config/settings.ts';
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
    this.#publisher = createClient({ url: this.settings.redisUrl });
    this.#subscriber = this.#publisher.duplicate();
    // Without a listener an outage of Redis would end the process; the client reconnects by itself.
    this.#publisher.on('error', () => undefined);
    this.#subscriber.on('error', () => undefined);
    await Promise.all([this.#publisher.connect(), this.#subscriber.connect()]);
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
    await Promise.all([this.#publisher?.close(), this.#subscriber?.close()]);
  }
}
