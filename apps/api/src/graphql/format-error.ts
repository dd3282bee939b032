import { Logger } from '@nestjs/common';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { isOutage } from '../database/outage.ts';
import { ApiError, Unavailable } from '../kernel/errors.ts';

const logger = new Logger('GraphQL');
const clientMistakes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'INVALID',
]);

/**
 * What a client sees of an error: ours as they are, mistakes in the query as INVALID, and of everything else only that
 * it happened. The unexpected is logged without the values that it carries: a row's numbers must not reach a log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = originalOf(error);
  const original = isOutage(cause) ? new Unavailable() : cause;
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (original instanceof ApiError) {
    const { http: _status, ...extensions } = original.extensions;
    return { message: original.message, ...place, extensions };
  }
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && clientMistakes.has(code)) {
    return {
      message: formatted.message,
      ...place,
      extensions: { fields: { query: formatted.message }, ...onlyFields(formatted), code: 'INVALID' },
    };
  }
  // A coercion error of variables or literals is the client's too; graphql-jit reports it without a code.
  if (original instanceof GraphQLError && !original.originalError && !original.path) {
    return { message: original.message, extensions: { code: 'INVALID', fields: { query: original.message } } };
  }
  logger.error(describe(original), original instanceof Error ? stackWithoutMessage(original) : undefined);
  return {
    message: 'Something went wrong on our side. Nothing was changed; try again.',
    ...place,
    extensions: { code: 'INTERNAL' },
  };
}

function originalOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && !(current instanceof ApiError) && current.originalError)
    current = current.originalError;
  return current;
}

function onlyFields(formatted: GraphQLFormattedError): object {
  const fields = formatted.extensions?.['fields'];
  return fields && typeof fields === 'object' ? { fields } : {};
}

/** Database errors repeat values in their message; name and code are enough to find them. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return code ? `${error.name}${code}` : `${error.name}: ${error.message}`;
}

function stackWithoutMessage(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
}
