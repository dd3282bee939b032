import { Fragment, lazy, Suspense } from 'react';
import { MantineProvider } from '@mantine/core';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import { Loading } from '../shared/states/loading.tsx';
import { ProblemBoundary, ProblemView } from '../shared/states/problem.tsx';
import { SessionProvider, useSession } from '../shared/session/session.tsx';
import type { Me } from '../shared/session/who.ts';
import { NotFound } from './not-found.tsx';
import { PartnershipShell } from './partnership-shell.tsx';
import { Preferences } from './preferences.tsx';
import { cssVariables, theme } from './theme.ts';

const SignIn = lazy(() => import('../features/sign-in/sign-in-screen.tsx'));

const SecondFactor = lazy(() => import('../features/account/second-factor-screen.tsx'));
const Email = lazy(() => import('../features/account/email-screen.tsx'));
const Enter = lazy(() => import('../features/account/enter-screen.tsx'));
const Forgot = lazy(() => import('../features/account/forgot-screen.tsx'));
const Join = lazy(() => import('../features/join/join-screen.tsx'));
const Provider = lazy(() => import('../features/account/provider-screen.tsx'));
const Reset = lazy(() => import('../features/account/reset-screen.tsx'));

/** Opened by a link, with no account: who is signed in on this device has no part in it. */
const DataForm = lazy(() => import('../features/data-form/data-form-screen.tsx'));

const Inbox = lazy(() => import('../features/inbox/inbox-screen.tsx'));
const ItemLink = lazy(() => import('../features/item-link/item-link-screen.tsx'));

/** The whole app: providers, then who is here decides what can be opened. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Suspense fallback={null}>
        <ProblemBoundary>
          <Switch>
            <Route path="/answer">
              <DataForm preferences={<Preferences />} />
            </Route>
            <Route path="/inbox">
              <Inbox preferences={<Preferences />} />
            </Route>
            <Route path="/t">
              <OfLink>
                <ItemLink preferences={<Preferences />} />
              </OfLink>
            </Route>
            <Route path="/forgot">
              <Forgot preferences={<Preferences />} />
            </Route>
            <Route path="/email">
              <OfLink>
                <Email preferences={<Preferences />} />
              </OfLink>
            </Route>
            <Route path="/reset">
              <OfLink>
                <Reset preferences={<Preferences />} />
              </OfLink>
            </Route>
            <Route>
              <SessionProvider>
                <Doors />
              </SessionProvider>
            </Route>
          </Switch>
        </ProblemBoundary>
      </Suspense>
    </MantineProvider>
  );
}

/** What a link shows whose token stands behind the #: another link that is opened in the same tab begins anew. */
function OfLink({ children }: { children: React.ReactNode }) {
  const token = useLocationProperty(() => window.location.hash);
  return <Fragment key={token}>{children}</Fragment>;
}

function Doors() {
  const { state, refresh } = useSession();
  if (state.kind === 'loading')
    return (
      <Alone>
        <Loading />
      </Alone>
    );
  if (state.kind === 'unreachable') {
    return (
      <Alone>
        <ProblemView problem={{ code: 'NETWORK', message: '' }} retry={() => void refresh()} />
      </Alone>
    );
  }
  return (
    <Switch>
      <Route path="/sign-in">
        {state.kind === 'signed_in' ? <BackToWork me={state.me} /> : <SignIn preferences={<Preferences />} />}
      </Route>
      <Route path="/enter">
        <OfLink>
          <Enter preferences={<Preferences />} />
        </OfLink>
      </Route>
      <Route path="/provider">
        <Provider preferences={<Preferences />} />
      </Route>
      <Route path="/join">
        <OfLink>
          <Join preferences={<Preferences />} />
        </OfLink>
      </Route>
      {state.kind === 'anonymous' ? (
        <Route>
          <ToSignIn />
        </Route>
      ) : null}
      <Route path="/p/:slug/*?">{({ slug }) => <PartnershipDoor slug={slug} />}</Route>
      <Route path="/">{state.kind === 'signed_in' ? <BackToWork me={state.me} /> : null}</Route>
      <Route>
        <Alone>
          <NotFound home="/" />
        </Alone>
      </Route>
    </Switch>
  );
}

const Alone = ({ children }: { children: React.ReactNode }) => (
  <main style={{ padding: '32px 24px', maxWidth: 720, margin: '0 auto' }}>{children}</main>
);

/** Keeps the address so that signing in leads back to it. */
function ToSignIn() {
  const [location] = useLocation();
  const search = useSearch();
  const back = location + (search ? `?${search}` : '') + window.location.hash;
  return <Redirect to={back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`} replace />;
}

/** Where to after signing in: where the person was, otherwise the partnership last opened, otherwise the first. */
function BackToWork({ me }: { me: Me }) {
  const back = new URLSearchParams(useSearch()).get('back');
  // Only an address of this app: one that begins with two slashes would leave it.
  if (back && /^\/(p\/[^/\\]|join#)/.test(back)) return <Redirect to={back} replace />;
  const last = localStorage.getItem('throughline-partnership');
  const slugs = me.memberships.map(({ partnershipSlug }) => partnershipSlug);
  const slug = slugs.find((one) => one === last) ?? slugs[0];
  if (!slug)
    return (
      <Alone>
        <NoPartnership />
      </Alone>
    );
  return <Redirect to={`/p/${slug}/`} replace />;
}

function NoPartnership() {
  const { signOut } = useSession();
  return <ProblemView problem={{ code: 'NOT_FOUND', message: '' }} retry={() => void signOut()} />;
}

function PartnershipDoor({ slug }: { slug: string }) {
  const { state } = useSession();
  if (state.kind !== 'signed_in') return null;
  const membership = state.me.memberships.find(({ partnershipSlug }) => partnershipSlug === slug);
  if (!membership)
    return (
      <Alone>
        <NotFound home="/" />
      </Alone>
    );
  if (membership.needsSecondFactor && !state.offline)
    return <SecondFactor membership={membership} preferences={<Preferences />} />;
  return <PartnershipShell key={membership.partnershipId} membership={membership} me={state.me} />;
}
