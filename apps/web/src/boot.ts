import { queryAhead } from './app/client.ts';
import { routeAt } from './app/routes.ts';
import { preferredLanguage, textsOf } from './app/texts.ts';
import { whoIsItAtStart } from './shared/session/who.ts';

/**
 * What runs first: everything that the first screen needs is asked for at once (its code, its texts, who is here and
 * what the screen asks the server) while the app itself is on its way.
 */
const opened = routeAt(window.location.pathname);
const ignored = () => undefined;

// Whoever needs one of these later is told of its failure then.
opened?.route.screen().catch(ignored);
for (const part of opened?.route.parts?.(opened.params) ?? []) part.catch(ignored);
textsOf('app', preferredLanguage()).catch(ignored);
void whoIsItAtStart().then((state) => {
  if (!opened || state.kind !== 'signed_in' || state.offline) return;
  const membership = state.me.memberships.find(({ partnershipSlug }) => partnershipSlug === opened.slug);
  if (membership)
    queryAhead(state.me.account.id, membership.partnershipId, opened.route.queries?.(opened.params) ?? []);
});
void import('./main.tsx');
