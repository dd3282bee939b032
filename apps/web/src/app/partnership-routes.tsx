import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Loading } from '../shared/states/loading.tsx';
import { ProblemBoundary } from '../shared/states/problem.tsx';
import { NotFound } from './not-found.tsx';
import { routes } from './routes.ts';

const screens = routes.map(({ path, screen }) => ({ path, Screen: lazy(screen) }));

/** The screen that the address names; its code and texts are fetched when it is first opened. */
export function PartnershipRoutes() {
  const [location] = useLocation();
  return (
    <ProblemBoundary resetOn={location}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {screens.map(({ path, Screen }) => (
            <Route key={path} path={path} component={Screen} />
          ))}
          <Route>
            <NotFound home="/" />
          </Route>
        </Switch>
      </Suspense>
    </ProblemBoundary>
  );
}
