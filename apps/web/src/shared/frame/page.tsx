import { useEffect, useRef, type ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** A short line under the title: where we are, in whose name. */
  lead?: ReactNode;
  /** The one main action; on a phone it stays at the thumb above the tab bar. */
  action?: ReactNode;
  /** The thread line, or what else leads on from here. */
  thread?: ReactNode;
  /** The save chip of the screen's form. */
  state?: ReactNode;
  /** Prose and forms are kept to a readable width; tables and maps take all of it. */
  width?: 'prose' | 'wide';
  children: ReactNode;
}

let wentBack = false;
window.addEventListener('popstate', () => {
  wentBack = true;
});

/** Links to the parts of a long page; nothing where there is only one. */
export function OnThisPage({ label, parts }: { label: string; parts: readonly { id: string; title: string }[] }) {
  if (parts.length < 2) return null;
  return (
    <nav className={classes['parts']} aria-label={label}>
      {parts.map(({ id, title }) => (
        <a key={id} href={`#${id}`}>
          {title}
        </a>
      ))}
    </nav>
  );
}

/** The frame of every screen: one heading that takes the focus when the screen opens, one main action, the thread. */
export function Page({ title, lead, action, thread, state, width = 'wide', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Throughline`;
  }, [title]);
  useEffect(() => {
    // Going back, the browser restores the place itself.
    if (!wentBack && !window.location.hash) window.scrollTo(0, 0);
    wentBack = false;
    // Moves the reading position to the new screen, but takes nothing from a field that already has the focus.
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <article className={classes['page']} data-width={width}>
      {thread ? <div className={classes['thread']}>{thread}</div> : null}
      <header className={classes['head']}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={classes['title']}>
            {title}
          </h1>
          {lead ? <div className={classes['lead']}>{lead}</div> : null}
        </div>
        {state}
      </header>
      <div className={classes['body']}>{children}</div>
      {action ? <div className={classes['action']}>{action}</div> : null}
    </article>
  );
}

interface SectionProps {
  title: string;
  /** Where links of the page lead to. */
  id?: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section className={classes['section']} id={id}>
      <div className={classes['sectionHead']}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
