import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCodeText } from '../../shared/server/code-text.ts';
import { itemPath } from '@throughline/domain/item-paths';
import { useItemState } from './item-state.ts';
import type { MapItem } from './thread-tab.tsx';
import classes from './thread.module.css';

interface MapCardProps {
  item: MapItem;
  isTabStop: boolean;
  onKeyDown(event: KeyboardEvent): void;
  /** The pointer or the focus came to it or left it. */
  onNear(isNear: boolean): void;
}

/** One item of the map: what it is, how it stands, and in orange why it does not go on. */
export function MapCard({ item, isTabStop, onKeyDown, onNear }: MapCardProps) {
  const { t } = useTranslation(['thread', 'words']);
  const textOf = useCodeText('thread');
  const state = useItemState()(item);
  return (
    <Link
      href={itemPath(item)}
      className={classes['card']}
      data-item={item.id}
      data-stuck={item.stuck !== null}
      data-over={item.isOver}
      tabIndex={isTabStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={() => onNear(true)}
      onMouseEnter={() => onNear(true)}
      onMouseLeave={() => onNear(false)}
    >
      <span className={classes['kind']}>
        {t(`words:item_kind.${item.kind}`)}
        {state ? ` · ${state}` : null}
      </span>
      <span className={classes['title']}>{item.title}</span>
      {item.stuck ? (
        <span className={classes['stuck']}>
          {textOf(`stuck.${item.stuck.code}`, item.stuck.code, { count: item.stuck.days ?? 0 })}
          {item.stuck.reason ? `: ${item.stuck.reason}` : null}
        </span>
      ) : null}
    </Link>
  );
}
