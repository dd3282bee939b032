import type { Notice } from '../../apps/api/src/events/outbox-reader.ts';

/** A page that listens to the event stream. */
export interface Listener {
  /** Notices in the order in which they came. */
  readonly notices: Notice[];
  /** Where to read on from: the last `id` that the stream gave. */
  readonly cursor: string;
  /** Waits until a notice about the row has come. */
  until(id: string, withinMs?: number): Promise<void>;
  close(): void;
}

/** Opens `GET /events` and reads it as a browser does. `after` resumes from a cursor. */
export async function listen(
  url: string,
  headers: Record<string, string>,
  partnershipId: string,
  after?: string,
): Promise<Listener> {
  const abort = new AbortController();
  const resumed = after === undefined ? '' : `&after=${after}`;
  const response = await fetch(`${url}/events?partnership=${partnershipId}${resumed}`, {
    headers,
    signal: abort.signal,
  });
  if (response.status !== 200 || !response.body) throw new Error(`the stream answered ${response.status}`);
  const notices: Notice[] = [];
  let cursor = '';
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        cursor = event.match(/^id: (.*)$/m)?.[1] ?? cursor;
        const data = event.match(/^data: (.*)$/m)?.[1];
        if (data) notices.push(JSON.parse(data) as Notice);
        open();
      }
    }
  };
  read(response.body).catch(() => undefined);
  await opened;
  return {
    notices,
    get cursor() {
      return cursor;
    },
    async until(id, withinMs = 60_000) {
      const from = Date.now();
      while (!notices.some((notice) => notice.id === id)) {
        if (Date.now() - from > withinMs) throw new Error(`no notice of ${id} came within ${withinMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: () => abort.abort(),
  };
}
