/** The role that every operation works as: neither owner nor superuser, and bound by row-level security. */
export const appRole = 'throughline_app';
