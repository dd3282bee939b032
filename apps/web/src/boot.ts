import { queryAhead } from './app/client.ts';
import { routeAt } from './app/routes.ts';
import { preferredLanguage, textsOf } from './app/texts.ts';
import { whoIsItAtStart } from './shared/session/who.ts';

/**
 * What runs first: everything that the first screen needs is asked for at once (its code, its texts, who is here and
 * what the screen asks the server) while the app itself is on its way.
 */
const firstRoute = routeAt(window.location.pathname);
const ignore = () => undefined;

// Whoever needs one of these later is told of its failure then.
firstRoute?.route.screen().catch(ignore);
for (const part of firstRoute?.route.parts?.(firstRoute.params) ?? []) part.catch(ignore);
textsOf('app', preferredLanguage()).catch(ignore);
void whoIsItAtStart().then((state) => {
  if (!firstRoute || state.kind !== 'signed_in' || state.offline) return;
  const membership = state.me.memberships.find(({ partnershipSlug }) => partnershipSlug === firstRoute.slug);
  if (membership)
    queryAhead(state.me.account.id, membership.partnershipId, firstRoute.route.queries?.(firstRoute.params) ?? []);
});
void import('./main.tsx');
