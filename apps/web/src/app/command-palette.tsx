import { useEffect, useMemo, useRef, useState } from 'react';
import { Combobox, useCombobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../shared/server/graphql.ts';
import { itemPath } from '@throughline/domain/item-paths';
import { matchActions, useOfferedActions } from '../shared/frame/palette-actions.ts';
import { useProblemText } from '../shared/states/problem.tsx';
import { problemOf } from '../shared/server/transport.ts';
import { useDebounced } from '../shared/lists/use-debounced.ts';
import classes from './command-palette.module.css';

const SearchItems = graphql(`
  query SearchItems($text: String!, $first: Int!) {
    search(text: $text, first: $first) {
      id
      kind
      title
      networkId
      networkName
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
  const dialog = useRef<HTMLDialogElement>(null);
  const { options, fetching, problem } = useOptions(text);
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
      {problem ? (
        <p className={classes['failed']} role="alert">
          {t('palette.failed')} {problem.todo}
        </p>
      ) : (
        <output className={classes['count']}>
          {fetching ? t('palette.searching') : t('palette.count', { count: options.length })}
        </output>
      )}
    </dialog>
  );
}

/** Actions first, then the items that the server finds from the second letter on. */
function useOptions(text: string): {
  options: Option[];
  fetching: boolean;
  problem: { happened: string; todo: string } | undefined;
} {
  const { t } = useTranslation(['app', 'words']);
  const offered = useOfferedActions();
  const [, navigate] = useLocation();
  const searchText = useDebounced(text.trim(), 150);
  const wordsFor = useProblemText();
  const [{ data, fetching, error }] = useQuery({
    query: SearchItems,
    variables: { text: searchText, first: 12 },
    pause: searchText.length < 2,
  });
  const options = useMemo(() => {
    const actions = matchActions(offered, text).map((action) => ({ ...action, aside: '' }));
    const items = (searchText.length < 2 ? [] : (data?.search ?? [])).map((item) => ({
      id: item.id,
      label: item.title,
      aside: [t(`words:item_kind.${item.kind}`), item.networkName].filter(Boolean).join(' · '),
      run: () => navigate(itemPath(item)),
    }));
    return [...actions, ...items];
  }, [offered, text, searchText, data, t, navigate]);
  const isAsked = searchText.length >= 2;
  // A search that failed says so: no results would be a lie.
  return { options, fetching: fetching && isAsked, problem: error && isAsked ? wordsFor(problemOf(error)) : undefined };
}
