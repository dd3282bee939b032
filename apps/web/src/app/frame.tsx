import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { useTranslation } from 'react-i18next';
import { Bell } from '../features/notifications/bell.tsx';
import { LastSeenLine } from '../shared/states/last-seen-line.tsx';
import { LinkTarget } from '../shared/lists/link-target.tsx';
import { usePaletteActions } from '../shared/frame/palette-actions.ts';
import { usePartnership } from '../shared/session/partnership.tsx';
import type { Me } from '../shared/session/who.ts';
import { AccountMenu } from './account-menu.tsx';
import { LostActs } from './lost-acts.tsx';
import { openPlaces, type places } from './routes.ts';
import { UnsentDrafts } from './unsent-drafts.tsx';
import { WaitingWrites } from './waiting-writes.tsx';
import { useSignOut } from './sign-out.tsx';
import classes from './frame.module.css';

const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** The frame round every screen: header, navigation, command palette, what waits to be sent. */
export function Frame({ me, children }: { me: Me; children: ReactNode }) {
  const { t } = useTranslation('app');
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [location] = useLocation();
  // The sheet is open at one address only, so that it closes by itself when one goes on.
  const [moreOpenAt, setMoreOpenAt] = useState<string>();
  const moreOpen = moreOpenAt === location;
  const open = openPlaces();
  const more = open.filter(({ bar }) => !bar);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setPaletteOpen((before) => !before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const signOut = useSignOut();
  useFrameActions(signOut.start);

  return (
    <div className={classes['frame']}>
      <a
        className={classes['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <header className={classes['header']}>
        <Link href="/" className={classes['brand']} aria-label={t('home')}>
          <img src="/icon.svg" alt="" width={28} height={28} />
        </Link>
        <PartnershipSwitcher me={me} />
        <button
          type="button"
          className={classes['search']}
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setPaletteOpen(true)}
        >
          <SearchIcon />
          <span>{t('palette.open')}</span>
          <kbd>{t('palette.keys')}</kbd>
        </button>
        <Bell />
        <AccountMenu onSignOut={signOut.start} />
        {signOut.dialog}
      </header>
      <nav className={classes['side']} aria-label={t('nav.label')}>
        {open.map((place) => (
          <Place key={place.key} place={place} />
        ))}
      </nav>
      <main id="main" tabIndex={-1} className={classes['main']}>
        <WaitingWrites />
        <LostActs />
        <UnsentDrafts />
        <LastSeenLine />
        <LinkTarget />
        {children}
      </main>
      <nav className={classes['bar']} aria-label={t('nav.label')}>
        {moreOpen ? (
          <div className={classes['sheet']} id="more-places">
            {more.map((place) => (
              <Place key={place.key} place={place} />
            ))}
          </div>
        ) : null}
        {open
          .filter(({ bar }) => bar)
          .map((place) => (
            <Place key={place.key} place={place} />
          ))}
        {more.length > 0 ? (
          <button
            type="button"
            className={classes['place']}
            aria-expanded={moreOpen}
            aria-controls="more-places"
            onClick={() => setMoreOpenAt(moreOpen ? undefined : location)}
          >
            {t('nav.more')}
          </button>
        ) : null}
      </nav>
      {paletteOpen ? (
        <Suspense fallback={null}>
          <CommandPalette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Place({ place: { key, path } }: { place: (typeof places)[number] }) {
  const { t } = useTranslation('app');
  const [here] = useRoute(path === '/' ? path : `${path}/*?`);
  return (
    <Link href={path} className={classes['place']} aria-current={here ? 'page' : undefined}>
      {t(`nav.${key}`)}
    </Link>
  );
}

function PartnershipSwitcher({ me }: { me: Me }) {
  const { t } = useTranslation('app');
  const { partnershipName, partnershipSlug } = usePartnership();
  const [, navigate] = useLocation();
  if (me.memberships.length === 1) return <span className={classes['partnership']}>{partnershipName}</span>;
  return (
    <select
      className={classes['partnership']}
      aria-label={t('partnership')}
      value={partnershipSlug}
      onChange={(event) => navigate(`~/p/${event.currentTarget.value}/`)}
    >
      {me.memberships.map((one) => (
        <option key={one.partnershipId} value={one.partnershipSlug}>
          {one.partnershipName}
        </option>
      ))}
    </select>
  );
}

/** The actions that the palette offers on every screen. */
function useFrameActions(signOut: () => void): void {
  const { t } = useTranslation('app');
  const [, navigate] = useLocation();
  usePaletteActions(
    useMemo(
      () => [
        ...openPlaces().map(({ key, path }) => ({
          id: `go-${key}`,
          label: t('palette.go', { place: t(`nav.${key}`) }),
          run: () => navigate(path),
        })),
        { id: 'sign-out', label: t('account.sign_out'), run: signOut },
      ],
      [t, navigate, signOut],
    ),
  );
}

const SearchIcon = () => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 18 18"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
  >
    <circle cx="7.5" cy="7.5" r="5" />
    <path d="m11.5 11.5 4 4" strokeLinecap="round" />
  </svg>
);
