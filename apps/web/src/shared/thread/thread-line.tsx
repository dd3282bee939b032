import { Link } from 'wouter';
import { useTranslation } from 'react-i18next';
import { itemPath, type ItemRef } from '@throughline/domain/item-paths';
import classes from './thread-line.module.css';

/** One item of the thread beside the one that is open. */
export interface ThreadItem extends ItemRef {
  title: string;
  /** It waits for somebody; said in words too. */
  stuck?: boolean | null;
}

interface ThreadLineProps {
  /** Where this came from, the nearest last. */
  from: readonly ThreadItem[];
  /** What came of it. */
  to: readonly ThreadItem[];
}

/** Where this came from and what came of it, one step in each direction. */
export function ThreadLine({ from, to }: ThreadLineProps) {
  const { t } = useTranslation('shared');
  if (from.length + to.length === 0) return null;
  return (
    <nav aria-label={t('thread.label')} className={classes['thread']}>
      <Side name={t('thread.from')} items={from} />
      <Side name={t('thread.to')} items={to} />
    </nav>
  );
}

function Side({ name, items }: { name: string; items: readonly ThreadItem[] }) {
  const { t } = useTranslation(['shared', 'words']);
  if (items.length === 0) return null;
  return (
    <div className={classes['side']}>
      <span className={classes['name']}>{name}</span>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Link href={itemPath(item)} data-stuck={Boolean(item.stuck)}>
              <span className={classes['kind']}>{t(`words:item_kind.${item.kind}`)}</span> {item.title}
              {item.stuck ? <span className={classes['stuck']}> · {t('thread.stuck')}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
