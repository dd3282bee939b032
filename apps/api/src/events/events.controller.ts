import { Controller, Get, Inject, type OnApplicationShutdown, Query, Req, Res } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewerService } from '../tenancy/viewer.service.ts';
import { RateLimited } from '../kernel/errors.ts';
import { EventBus } from './event-bus.ts';
import { isCursor, mostNotices, OutboxReader, type ReadNotice } from './outbox-reader.ts';

/** Keeps proxies from closing a silent stream; also how soon a lost announcement is made up for. */
const heartbeatMs = 15_000;
/** Streams of one process; each holds a socket open. */
const mostStreams = 5_000;
/** Streams of one account: a browser has one for all of its pages. */
const mostStreamsOfOne = 40;

/** `GET /events?partnership=…&after=…`: what changed, as server-sent events. The client refetches by GraphQL. */
@Controller()
export class EventsController implements OnApplicationShutdown {
  readonly #open = new Set<() => void>();
  readonly #ofAccount = new Map<string, number>();

  constructor(
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(OutboxReader) private readonly outbox: OutboxReader,
    @Inject(EventBus) private readonly bus: EventBus,
  ) {}

  @Get('events')
  async stream(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('partnership') partnership?: string,
    @Query('after') after?: string,
  ): Promise<void> {
    const { account, viewer } = await this.viewers.callerOf(request.headers, partnership ?? null);
    if (!account) return void reply.code(401).send({ code: 'UNAUTHENTICATED', message: 'Sign in to go on.' });
    if (!viewer)
      return void reply
        .code(404)
        .send({ code: 'NOT_FOUND', message: 'You are not a member of this partnership, or it does not exist.' });
    const resumed = request.headers['last-event-id'] ?? after;
    const cursor = isCursor(resumed) ? resumed : await this.outbox.beginning(viewer);
    // Nothing is waited for from here on, so that many at once are counted as many.
    const ofOne = this.#ofAccount.get(account.id) ?? 0;
    if (this.#open.size >= mostStreams || ofOne >= mostStreamsOfOne)
      throw new RateLimited('Too many pages are open. Close some, or try again in a minute.');
    reply.hijack();
    this.#serve(request, reply, viewer, cursor);
  }

  onApplicationShutdown(): void {
    for (const close of this.#open) close();
  }

  #serve(request: FastifyRequest, reply: FastifyReply, viewer: Viewer, from: string): void {
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    out.write(`retry: 2000\nid: ${from}\n\n`);
    let cursor = from;
    const early = new Set<string>();
    let reading = false;
    let again = false;

    const deliver = async (): Promise<void> => {
      // One read at a time; an announcement during it asks for one more.
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      try {
        do {
          again = false;
          const notices = await this.outbox.after(viewer, cursor);
          for (const notice of notices) out.write(eventOf(notice, early));
          const lastResumable = notices.findLast(({ isResumable }) => isResumable);
          cursor = lastResumable?.seq ?? cursor;
          if (notices.length === mostNotices && lastResumable) again = true;
        } while (again);
      } finally {
        reading = false;
      }
    };
    const quietly = (): void => void deliver().catch(() => close());
    const beat = setInterval(() => {
      out.write(': still here\n\n');
      void this.#recheck(request, viewer, close);
      quietly();
    }, heartbeatMs);
    const unlisten = this.bus.listen(viewer.partnershipId, quietly);
    const close = (): void => {
      clearInterval(beat);
      unlisten();
      if (this.#open.delete(close)) this.#count(viewer.accountId, -1);
      out.end();
    };
    this.#open.add(close);
    this.#count(viewer.accountId, 1);
    out.on('close', close);
    quietly();
  }

  #count(accountId: string, change: number): void {
    const open = (this.#ofAccount.get(accountId) ?? 0) + change;
    if (open > 0) this.#ofAccount.set(accountId, open);
    else this.#ofAccount.delete(accountId);
  }

  /** A stream outlives its session by one heartbeat at most. */
  async #recheck(request: FastifyRequest, viewer: Viewer, close: () => void): Promise<void> {
    const caller = await this.viewers.callerOf(request.headers, viewer.partnershipId).catch(() => null);
    if (caller && !caller.viewer) close();
  }
}

/**
 * The event of a notice. One from which nobody may resume yet carries no id, so that a page which resumes reads it and what comes
 * before it; `early` remembers it, so that it is not told again on this stream.
 */
function eventOf({ isResumable, ...notice }: ReadNotice, early: Set<string>): string {
  const wasTold = isResumable ? early.delete(notice.seq) : early.has(notice.seq);
  if (!isResumable) early.add(notice.seq);
  return `${isResumable ? `id: ${notice.seq}\n` : ''}${wasTold ? '' : `data: ${JSON.stringify(notice)}\n`}\n`;
}
