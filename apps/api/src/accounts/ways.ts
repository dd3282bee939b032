import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { demandSession } from './fresh-session.ts';
import { passkeySiteOf } from './passkeys.ts';
import { providerId, type WayNeeds } from './provider.ts';

const ownWays = `SELECT
  EXISTS (SELECT FROM credential WHERE account_id = $1 AND password IS NOT NULL) AS "hasPassword",
  EXISTS (SELECT FROM credential WHERE account_id = $1 AND provider_id = $2) AS "isConnected",
  (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'createdAt', created_at, 'lastUsedAt', last_used_at)
                            ORDER BY created_at, id), '[]')
   FROM passkey WHERE account_id = $1) AS passkeys`;

/** Which ways to sign in this server has, and which an account has. */
export function waysPlugin({ pool, settings }: WayNeeds): BetterAuthPlugin {
  return {
    id: 'throughline-ways',
    endpoints: {
      /** For anybody: what the sign-in form and an invitation offer. */
      ways: createAuthEndpoint('/ways', { method: 'GET' }, (ctx) =>
        Promise.resolve(
          ctx.json({
            provider: settings.provider?.label ?? null,
            passkeys: passkeySiteOf(settings.publicUrl) !== null,
          }),
        ),
      ),
      ownWays: createAuthEndpoint('/own-ways', { method: 'GET' }, async (ctx) => {
        const { user } = await demandSession(ctx);
        const { rows } = await pool.query<object>(ownWays, [user.id, providerId]);
        return ctx.json({ ...rows[0] });
      }),
    },
  };
}
