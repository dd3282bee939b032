import type { Notice } from './live-queries.ts';

/** What the stream tells its owner. */
export interface StreamListener {
  onNotice(notice: Notice): void;
  /** The stream was down for so long that notices may be missing. */
  onGap(): void;
}

interface Relayed {
  cursor: string;
  notice: Notice;
}

const firstDelay = 1_000;
const longestDelay = 60_000;

/** How long to wait before attempt `n` (from 0): doubles up to a minute, spread by ±25 % so that clients do not return at once. */
export function backOff(attempt: number, random: number = Math.random()): number {
  return Math.min(longestDelay, firstDelay * 2 ** attempt) * (0.75 + random / 2);
}

/** Reads the data of one server-sent event; undefined for what is not a notice. */
export function readNotice(data: string): Notice | undefined {
  try {
    const parsed = JSON.parse(data) as { kind?: unknown; id?: unknown };
    if (typeof parsed.kind !== 'string') return undefined;
    return typeof parsed.id === 'string' ? { kind: parsed.kind, id: parsed.id } : { kind: parsed.kind };
  } catch {
    return undefined;
  }
}

/**
 * Follows the partnership's event stream until the answered function is called.
 * Of all tabs one holds the connection (browsers allow six to a host) and passes the notices on to the others;
 * when it closes, the next one resumes from the last cursor.
 */
export function followEvents(partnershipId: string, listener: StreamListener): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(`throughline-events-${partnershipId}`);
  let cursor = '';
  channel.addEventListener('message', ({ data }: MessageEvent<Relayed>) => {
    cursor = data.cursor;
    listener.onNotice(data.notice);
  });

  const lead = (): Promise<void> =>
    new Promise((resolve) => {
      // The lock may be granted just as the following ends: nothing would close a stream that is opened now.
      if (stopped.signal.aborted) return resolve();
      const close = connect(
        () => `/events?partnership=${partnershipId}${cursor ? `&after=${encodeURIComponent(cursor)}` : ''}`,
        (event) => {
          // What was on its way when the following ended has no channel to go through any more.
          if (stopped.signal.aborted) return;
          const notice = readNotice(event.data);
          if (event.lastEventId) cursor = event.lastEventId;
          if (!notice) return;
          channel.postMessage({ cursor, notice } satisfies Relayed);
          listener.onNotice(notice);
        },
        () => {
          // With a cursor the server fills the gap itself.
          if (!cursor) listener.onGap();
        },
      );
      stopped.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });

  navigator.locks
    .request(`throughline-events-${partnershipId}`, { signal: stopped.signal }, lead)
    .catch(() => undefined);
  return () => {
    stopped.abort();
    channel.close();
  };
}

/** Holds one EventSource open and opens a new one, later each time, when the server refuses or drops it. */
function connect(
  address: () => string,
  onEvent: (event: MessageEvent<string>) => void,
  onBack: () => void,
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let wasOpen = false;

  const open = () => {
    source = new EventSource(address());
    source.addEventListener('message', onEvent);
    source.addEventListener('open', () => {
      if (wasOpen) onBack();
      wasOpen = true;
      attempt = 0;
    });
    source.addEventListener('error', () => {
      // The browser's own retry has no back-off, so it is never left to it.
      source?.close();
      timer = setTimeout(open, backOff(attempt++));
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
