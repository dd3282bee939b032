/** A private PostgreSQL server. */
export interface PrivatePostgres {
  /** Its address, as its superuser. */
  url: string;
  restart(mode: 'smart' | 'fast' | 'immediate'): Promise<void>;
  /** Nobody reaches it until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): void;
}

export function findPostgres(): string | undefined;
export function startPostgres(bin: string, flags?: string[]): PrivatePostgres;
