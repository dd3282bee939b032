import type { Refusal } from '@throughline/domain/refusals/refusal';
import { englishText } from '@throughline/domain/refusals/text';
import { GraphQLError } from 'graphql';

/** The stable codes of the API: clients act on the code, people read the message. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'REFUSED'
  | 'CONFLICT'
  | 'INVALID'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** An error that a client may see, with its HTTP status for the endpoints that are not GraphQL. */
export abstract class ApiError extends GraphQLError {
  readonly status: number;

  constructor(message: string, code: ErrorCode, status: number, extra: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extra } });
    this.status = status;
  }
}

/** Nobody is signed in. */
export class Unauthenticated extends ApiError {
  constructor(message = 'Sign in to go on.') {
    super(message, 'UNAUTHENTICATED', 401);
  }
}

/** The same for absent and forbidden rows, so that nobody learns which ids exist. */
export class NotFound extends ApiError {
  constructor(message = 'There is no such item here, or it is not open to you.') {
    super(message, 'NOT_FOUND', 404);
  }
}

/** A rule of the domain says no; `rule` is its stable code, `params` what its text names. */
export class Refused extends ApiError {
  constructor(refusal: Refusal) {
    super(englishText(refusal), 'REFUSED', 409, { rule: refusal.code, params: refusal.params });
  }
}

/** Somebody else changed the row since it was read; carries the current row so that the client can merge. */
export class Conflict extends ApiError {
  constructor(current: unknown) {
    super('Somebody changed this since you opened it. Both texts are kept: choose what stays.', 'CONFLICT', 409, {
      current,
    });
  }
}

/** Too many requests in a short time; `retry-after` says how many seconds to wait. */
export class RateLimited extends ApiError {
  constructor(message = 'That was too many requests in a short time. Wait a minute and try again.') {
    super(message, 'RATE_LIMITED', 429);
  }
}

/**
 * The database cannot be reached just now. Nobody knows whether a write got through, so the client sends it again with
 * the same key, and it happens once.
 */
export class Unavailable extends ApiError {
  constructor() {
    super('The server cannot reach its database just now. Try again in a moment.', 'UNAVAILABLE', 503);
  }
}

/** Invalid input. By field path, `fields` holds the English text and `refusals` the code with its parameters. */
export class Invalid extends ApiError {
  readonly fields: Readonly<Record<string, string>>;

  constructor(refusals: Readonly<Record<string, Refusal>>) {
    const each = Object.entries(refusals);
    const fields = Object.fromEntries(each.map(([path, reason]) => [path, englishText(reason)]));
    super(Object.values(fields)[0] ?? 'Something in the input cannot be taken.', 'INVALID', 422, {
      fields,
      refusals: Object.fromEntries(each.map(([path, { code, params }]) => [path, { code, params }])),
    });
    this.fields = fields;
  }
}
