import { twoFactor } from 'better-auth/plugins/two-factor';
import { finishesProvider } from './provider.ts';

/** Ways to sign in besides a password that are one factor. */
const provesOnce: ReadonlySet<string> = new Set(['/magic-link/verify', finishesProvider]);

const issuer = 'Throughline';

/**
 * The second factor over our tables. A sign-in that is right so far gets no session but ten minutes to name a code of
 * the person's app or one of their recovery codes; ten wrong ones lock the account's second factor for a quarter of an hour.
 */
export const secondFactor = () => {
  const plugin = twoFactor({
    issuer,
    // An account without a password, as one that signs in elsewhere, has none to name.
    allowPasswordless: true,
    schema: {
      user: { fields: { twoFactorEnabled: 'has_second_factor' } },
      twoFactor: {
        modelName: 'second_factor',
        fields: {
          userId: 'account_id',
          backupCodes: 'recovery_codes',
          verified: 'is_confirmed',
          failedVerificationCount: 'failures',
          lockedUntil: 'locked_until',
        },
      },
    },
  });
  // A link by e-mail proves no more than a password does, and what a provider asked for nobody here knows.
  const [hook] = plugin.hooks.after;
  if (!hook) throw new Error('the second factor of better-auth hooks into no sign-in');
  const isPassword = hook.matcher;
  hook.matcher = (context) => isPassword(context) || provesOnce.has(context.path ?? '');
  return plugin;
};

/** Where a code is compared. */
export const takesCode: ReadonlySet<string> = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code']);

/** Where a second factor is set up, renewed or ended: better-auth asks for the password, where the account has one. */
export const changesFactor: ReadonlySet<string> = new Set([
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
]);
