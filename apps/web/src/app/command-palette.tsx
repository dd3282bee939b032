import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../shared/graphql.ts';
import { itemPath } from '../shared/links.ts';
import { matchActions, useOfferedActions } from '../shared/palette-actions.ts';
import classes from './command-palette.module.css';

const SearchItems = graphql(`
  query SearchItems($text: String!, $first: Int) {
    search(text: $text, first: $first) {
      id
      kind
      title
      networkId
      state
    }
  }
`);

interface Option {
  id: string;
  label: string;
  aside: string;
  run(): void;
}

/** Reaches every item and every action by a few letters; arrow keys move, Enter goes, Escape closes. */
export default function CommandPalette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app');
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const { options, fetching } = useOptions(text);
  const chosen = Math.min(at, options.length - 1);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, chosen]);

  const choose = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    option.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setAt((chosen + step + options.length) % options.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(options[chosen]);
    }
  };

  return (
    <dialog
      ref={dialog}
      className={classes['palette']}
      aria-label={t('palette.label')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes['head']}>
        <input
          className={classes['input']}
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${listId}-${chosen}` : undefined}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
        />
        <button type="button" className={classes['close']} onClick={onClose}>
          {t('palette.close')}
        </button>
      </div>
      <ul id={listId} role="listbox" aria-label={t('palette.results')} className={classes['list']}>
        {options.map((option, index) => (
          <li
            key={option.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes['option']}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(option)}
          >
            <span className={classes['label']}>{option.label}</span>
            <span className={classes['aside']}>{option.aside}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={classes['count']}>
        {fetching ? t('palette.searching') : t('palette.count', { count: options.length })}
      </p>
    </dialog>
  );
}

/** Actions first, then the items that the server finds from the second letter on. */
function useOptions(text: string): { options: Option[]; fetching: boolean } {
  const { t } = useTranslation(['app', 'words']);
  const offered = useOfferedActions();
  const [, navigate] = useLocation();
  const settled = useSettled(text.trim(), 150);
  const asked = useDeferredValue(settled);
  const [{ data, fetching }] = useQuery({
    query: SearchItems,
    variables: { text: asked, first: 12 },
    pause: asked.length < 2,
  });
  const options = useMemo(() => {
    const actions = matchActions(offered, text).map((action) => ({ ...action, aside: '' }));
    const items = (asked.length < 2 ? [] : (data?.search ?? [])).map((item) => ({
      id: item.id,
      label: item.title,
      aside: t(`words:item_kind.${item.kind}`),
      run: () => navigate(itemPath(item)),
    }));
    return [...actions, ...items];
  }, [offered, text, asked, data, t, navigate]);
  return { options, fetching: fetching && asked.length >= 2 };
}

/** The value once it has stood still for some milliseconds. */
function useSettled(value: string, wait: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
