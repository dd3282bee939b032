import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isOutage } from '../database/outage.ts';
import { ApiError, Unavailable } from '../kernel/errors.ts';

const logger = new Logger('HTTP');

/**
 * What leaves the server of an exception. GraphQL's own formatting (format-error.ts) does it there; the other endpoints
 * answer `{code, message, …}` with a fitting status. The unexpected is logged by name only: messages of the database
 * repeat values.
 */
@Catch()
export class ExceptionsFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return thrown;
    const exception = isOutage(thrown) ? new Unavailable() : thrown;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (exception instanceof ApiError) {
      return reply.status(exception.status).send({ ...exception.extensions, message: exception.message });
    }
    if (exception instanceof HttpException) return reply.status(exception.getStatus()).send(exception.getResponse());
    logger.error(exception instanceof Error ? exception.name : 'not an error');
    return reply
      .status(500)
      .send({ code: 'INTERNAL', message: 'Something went wrong on our side. Nothing was changed; try again.' });
  }
}
