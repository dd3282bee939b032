import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import classes from './networks.module.css';

interface Tab {
  key: string;
  title: string;
}

interface TabListProps {
  label: string;
  tabs: readonly Tab[];
  open: string;
  onOpen(key: string): void;
  children: ReactNode;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs as WAI-ARIA describes them: one tab stop, arrow keys go round, Home and End go to the ends. */
export function TabList({ label, tabs, open, onOpen, children }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the list is wider than the screen; the page itself must not move.
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-tab="${open}"]`);
    if (list.current && tab) {
      list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
    }
  }, [open]);
  const at = tabs.findIndex(({ key }) => key === open);
  const go = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : step === undefined
            ? undefined
            : (at + step + tabs.length) % tabs.length;
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.key}"]`)?.focus();
    onOpen(tab.key);
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className={classes['tabs']} onKeyDown={go} tabIndex={-1}>
        {tabs.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            data-tab={key}
            aria-selected={key === open}
            aria-controls="network-panel"
            tabIndex={key === open ? 0 : -1}
            onClick={() => onOpen(key)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="network-panel" aria-labelledby={`tab-${open}`} className={classes['panel']}>
        {children}
      </div>
    </>
  );
}
