/**
 * Ends every link and every half-done sign-in of the account $1, whatever it was begun for: to a new password, to another
 * address, to sign in, a code that is still to be named. Whoever changes how they sign in may do it because somebody else
 * has such a link.
 */
export const endLinks = `
DELETE FROM verification v USING account a WHERE a.id = $1
  AND (position(a.id::text IN v.value) > 0 OR position(to_json(a.email)::text IN v.value) > 0)`;
