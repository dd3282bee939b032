/**
 * The tables of better-auth under our names: its "user" is our account, its "account" a credential of one. They are
 * not tenant data: one account can be a member of several partnerships. The app's role has no right on them.
 */
export const accountTables = [
  `CREATE TABLE account (
     id uuid PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE, email_verified boolean NOT NULL DEFAULT false,
     image text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE session (
     id uuid PRIMARY KEY, token text NOT NULL UNIQUE, account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
     expires_at timestamptz NOT NULL, ip_address text, user_agent text,
     created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX session_account ON session (account_id)`,
  `CREATE TABLE credential (
     id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
     provider_id text NOT NULL, provider_account_id text NOT NULL, password text,
     access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz,
     refresh_token_expires_at timestamptz, scope text,
     created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (provider_id, provider_account_id))`,
  `CREATE INDEX credential_account ON credential (account_id)`,
  `CREATE TABLE verification (
     id uuid PRIMARY KEY, identifier text NOT NULL, value text NOT NULL, expires_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX verification_identifier ON verification (identifier)`,
];

/** The second factor of an account: a secret that an app on the person's phone shares, and codes for when it is lost. */
export const secondFactorTables = [
  `ALTER TABLE account ADD COLUMN has_second_factor boolean NOT NULL DEFAULT false`,
  `CREATE TABLE second_factor (
     id uuid PRIMARY KEY, account_id uuid NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
     secret text NOT NULL, recovery_codes text NOT NULL, is_confirmed boolean NOT NULL DEFAULT true,
     failures int NOT NULL DEFAULT 0, locked_until timestamptz)`,
];

/** The passkeys of an account, and which of its sessions began with one: an unlocked device is two factors at once. */
export const passkeyTables = [
  `CREATE TABLE passkey (
     id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE, name text NOT NULL,
     credential_id text NOT NULL UNIQUE, public_key bytea NOT NULL, counter bigint NOT NULL DEFAULT 0,
     transports text[] NOT NULL DEFAULT '{}', created_at timestamptz NOT NULL DEFAULT now(), last_used_at timestamptz)`,
  `CREATE INDEX passkey_account ON passkey (account_id)`,
  `ALTER TABLE session ADD COLUMN by_passkey boolean NOT NULL DEFAULT false`,
];
