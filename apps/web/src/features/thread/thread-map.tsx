import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { MapCard } from './map-card.tsx';
import { MapLines } from './map-lines.tsx';
import { nextOnMap } from './map-keys.ts';
import type { MapColumn, MapLink } from './thread-tab.tsx';
import classes from './thread.module.css';

/**
 * The map from left to right; on a phone the columns stand below each other. One tab stop: arrow keys go up and down
 * in a column, and to the left and right along the links.
 */
export function ThreadMap({ columns, links }: { columns: readonly MapColumn[]; links: readonly MapLink[] }) {
  const { t } = useTranslation('thread');
  const textOf = useCodeText('thread');
  const frame = useRef<HTMLDivElement>(null);
  const grid = useMemo(() => columns.map(({ items }) => items.map(({ id }) => id)), [columns]);
  const [chosen, setChosen] = useState<string>();
  // The whole map is the network's: lines to the network itself would say nothing and cross everything.
  const drawn = useMemo(() => {
    const networks = new Set(
      columns.flatMap(({ items }) => items.filter(({ kind }) => kind === 'network').map(({ id }) => id)),
    );
    return links.filter(({ fromId, toId }) => !networks.has(fromId) && !networks.has(toId));
  }, [columns, links]);
  const ids = grid.flat();
  const current = chosen !== undefined && ids.includes(chosen) ? chosen : ids[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset['item'];
    const to = here === undefined ? undefined : nextOnMap(event.key, here, grid, links);
    if (to === undefined) return;
    event.preventDefault();
    frame.current?.querySelector<HTMLElement>(`[data-item="${to}"]`)?.focus();
  };

  return (
    <div className={classes['scroll']}>
      <div className={classes['map']} ref={frame}>
        <MapLines links={drawn} near={chosen} />
        {columns.map((column) => (
          <section
            key={column.column}
            className={classes['column']}
            data-empty={column.items.length === 0}
            aria-label={textOf(`column.${column.column}`, column.column)}
          >
            <h3>
              {textOf(`column.${column.column}`, column.column)} <span>{column.total}</span>
            </h3>
            {column.items.length === 0 ? (
              <p className={classes['none']}>{textOf(`none.${column.column}`, '')}</p>
            ) : null}
            <ul>
              {column.items.map((item) => (
                <li key={item.id}>
                  <MapCard
                    item={item}
                    isTabStop={item.id === current}
                    onKeyDown={onKeyDown}
                    onNear={(isNear) => setChosen(isNear ? item.id : undefined)}
                  />
                </li>
              ))}
            </ul>
            {column.total > column.items.length ? (
              <p className={classes['none']}>{t('shown', { shown: column.items.length, count: column.total })}</p>
            ) : null}
          </section>
        ))}
      </div>
    </div>
  );
}
