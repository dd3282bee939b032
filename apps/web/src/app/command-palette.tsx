import { useEffect, useMemo, useRef, useState } from 'react';
import { Combobox, useCombobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gql, useQuery } from 'urql';
import { useLocation } from 'wouter';
import { itemPath, type ItemRef } from '../shared/links.ts';
import { matchActions, useOfferedActions } from '../shared/palette-actions.ts';
import classes from './command-palette.module.css';

interface Found extends ItemRef {
  title: string;
}

const SearchItems = gql<{ search: Found[] }, { text: string; first: number }>`
  query SearchItems($text: String!, $first: Int) {
    search(text: $text, first: $first) {
      id
      kind
      title
      networkId
      state
    }
  }
`;

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
  const dialog = useRef<HTMLDialogElement>(null);
  const { options, fetching } = useOptions(text);
  const combobox = useCombobox({ opened: true, loop: true });
  const { selectFirstOption, resetSelectedOption } = combobox;

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (options.length > 0) selectFirstOption();
    else resetSelectedOption();
  }, [options, selectFirstOption, resetSelectedOption]);

  const choose = (id: string) => {
    onClose();
    options.find((option) => option.id === id)?.run();
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
      <Combobox store={combobox} onOptionSubmit={choose}>
        <div className={classes['head']}>
          <Combobox.EventsTarget>
            <input
              className={classes['input']}
              role="combobox"
              aria-expanded="true"
              aria-controls={combobox.listId ?? undefined}
              aria-label={t('palette.label')}
              aria-autocomplete="list"
              placeholder={t('palette.placeholder')}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Combobox.EventsTarget>
          <button type="button" className={classes['close']} onClick={onClose}>
            {t('palette.close')}
          </button>
        </div>
        <Combobox.Options aria-label={t('palette.results')} className={classes['list']}>
          {options.map((option) => (
            <Combobox.Option key={option.id} value={option.id} className={classes['option']}>
              <span className={classes['label']}>{option.label}</span>
              <span className={classes['aside']}>{option.aside}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox>
      <output className={classes['count']}>
        {fetching ? t('palette.searching') : t('palette.count', { count: options.length })}
      </output>
    </dialog>
  );
}

/** Actions first, then the items that the server finds from the second letter on. */
function useOptions(text: string): { options: Option[]; fetching: boolean } {
  const { t } = useTranslation(['app', 'words']);
  const offered = useOfferedActions();
  const [, navigate] = useLocation();
  const asked = useSettled(text.trim(), 150);
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
