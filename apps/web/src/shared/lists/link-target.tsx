import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useQuery } from 'urql';
import { useLocationProperty } from 'wouter/use-browser-location';
import { graphql } from '../server/graphql.ts';
import { itemAlonePath } from '@throughline/domain/item-paths';
import classes from '../states/states.module.css';

const LinkedItem = graphql(`
  query LinkedItem($id: Uuid!) {
    thread(itemId: $id, depth: 1) {
      item {
        id
        kind
        title
      }
    }
  }
`);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** How long the page must be still before something is missing on it, and how long a found place is held. */
const stillMs = 1_500;
const holdMs = 3_000;
const handsOn = ['pointerdown', 'wheel', 'touchmove', 'keydown'] as const;

/** The item that the address names after its `#`; undefined when it names none. */
export function useLinkTarget(): string | undefined {
  const hash = useLocationProperty(() => window.location.hash);
  const id = hash.slice(1);
  return uuid.test(id) ? id : undefined;
}

/**
 * Brings whoever follows a link to an item to the item itself, as soon as the page shows it: unfolds what it stands in,
 * scrolls to it, gives it the focus and marks it. Says so when it does not stand on the page any more.
 */
export function LinkTarget() {
  const id = useLinkTarget();
  const [path] = useLocation();
  return id ? <Guide key={`${path}#${id}`} id={id} /> : null;
}

function Guide({ id }: { id: string }) {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    const onFound = () => setMissing(false);
    return guideTo(id, onFound, () => setMissing(true));
  }, [id]);
  return missing ? <Missing id={id} /> : null;
}

function Missing({ id }: { id: string }) {
  const { t } = useTranslation(['shared', 'words']);
  const [{ data }] = useQuery({ query: LinkedItem, variables: { id } });
  const item = data?.thread.item;
  if (!item) return null;
  return (
    <output className={classes['lastSeen']}>
      {t('link_missing.happened', { kind: t(`words:item_kind.${item.kind}`), title: item.title })}{' '}
      <Link href={itemAlonePath(id)}>{t('link_missing.open')}</Link>
    </output>
  );
}

/** Watches the page for an element with this id; answers the function that ends it. */
function guideTo(id: string, onFound: () => void, onMissing: () => void): () => void {
  let element: HTMLElement | null = null;
  let stillSince = performance.now();
  let free = false;

  /** What loads above pushes it away, and what was hidden meanwhile loses the focus: held until the reader takes over. */
  const hold = () => {
    if (free || !element) return;
    // It may have been drawn anew.
    if (!element.isConnected) {
      element = document.getElementById(id);
      if (!element) return;
      reveal(element);
    }
    element.scrollIntoView({ block: 'center' });
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  };
  const look = () => {
    stillSince = performance.now();
    if (element) return hold();
    element = document.getElementById(id);
    if (!element) return;
    reveal(element);
    hold();
    onFound();
    setTimeout(release, holdMs);
  };
  const release = () => {
    free = true;
  };

  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  for (const hand of handsOn) window.addEventListener(hand, release, { passive: true });
  const timer = setInterval(() => {
    hold();
    const isBusy = document.querySelector('h1') === null || document.querySelector('[aria-busy="true"]') !== null;
    if (element || isBusy || performance.now() - stillSince < stillMs) return;
    stillSince = Infinity;
    onMissing();
  }, 250);
  look();

  return () => {
    observer.disconnect();
    clearInterval(timer);
    for (const hand of handsOn) window.removeEventListener(hand, release);
    element?.removeAttribute('data-link-target');
  };
}

/** Unfolds whatever the element stands in and gives it the focus and the mark of a link's target. */
function reveal(element: HTMLElement): void {
  for (let around: HTMLElement | null = element; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
  element.dataset['linkTarget'] = '';
  if (element.tabIndex < 0) element.tabIndex = -1;
  // Whoever types already is not interrupted.
  if (!document.activeElement?.matches('input, textarea, select')) element.focus({ preventScroll: true });
}
