import { englishText } from '@throughline/domain/refusals/text';
import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';
import { APIError } from 'better-auth/api';
import { ApiError } from '../kernel/errors.ts';

/** A refusal as better-auth answers it: its code and what its text names, so that each reader's language has its words. */
export const authProblem = (
  found: Refusal,
  status: 'BAD_REQUEST' | 'FORBIDDEN' | 'UNAUTHORIZED' = 'BAD_REQUEST',
): APIError => new APIError(status, { code: found.code, message: englishText(found), params: found.params });

/** What a feature refused while better-auth asked it; anything else goes on as it is. */
export function asAuthProblem(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { rule, params } = error.extensions as { rule?: Refusal['code']; params?: Refusal['params'] };
  if (rule) return authProblem({ ok: false, code: rule, params: params ?? {} });
  return error.extensions['code'] === 'NOT_FOUND' ? authProblem(refusal('INVITATION_OVER')) : error;
}
