import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataList } from '../lists/data-list.tsx';
import { Dialog } from '../frame/dialog.tsx';
import { Empty } from '../states/empty.tsx';
import { graphql, type ResultOf } from '../server/graphql.ts';
import { useFormat } from '../session/partnership.tsx';
import classes from './history.module.css';

const ItemHistory = graphql(`
  query ItemHistory($id: Uuid!, $first: Int!, $after: String) {
    history(itemId: $id, first: $first, after: $after) {
      nodes {
        id
        at
        memberName
        verb
        kind
        reason
        changes {
          field
          before
          after
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

type Entry = ResultOf<typeof ItemHistory>['history']['nodes'][number];
type Change = Entry['changes'][number];

const kinds: readonly string[] = [];

/** The history of an item, opened on demand: `<History id={id} />`. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation('shared');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" px={0} style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
        {t('history.open')}
      </Button>
      {open ? (
        <Dialog title={t('history.title')} onClose={() => setOpen(false)}>
          <DataList
            query={ItemHistory}
            variables={{ id }}
            kinds={kinds}
            page={(data) => data.history}
            row={toRow}
            empty={<Empty sentence={t('history.empty')} way="none" />}
            label={t('history.title')}
          />
        </Dialog>
      ) : null}
    </>
  );
}

const toRow = (entry: Entry) => <Row key={entry.id} entry={entry} />;

function Row({ entry }: { entry: Entry }) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const readable = useReadableValue(entry.kind);
  const changes = isFirstWriting(entry) ? [] : entry.changes.filter(tellsSomething);
  return (
    <li className={classes['entry']}>
      <p className={classes['head']}>
        <strong>{entry.memberName ?? t('history.nobody')}</strong> · {wordFor(t, 'verb', entry.verb)} ·{' '}
        <time dateTime={entry.at}>{format.moment(entry.at)}</time>
      </p>
      {entry.reason ? <p className={classes['reason']}>{entry.reason}</p> : null}
      {changes.length > 0 ? (
        <dl className={classes['changes']}>
          {changes.map((change) => (
            <div key={change.field}>
              <dt>{wordFor(t, 'field', change.field)}</dt>
              <dd>
                {change.before !== null ? (
                  <>
                    <del>{readable(change.field, change.before)}</del>{' '}
                  </>
                ) : null}
                {change.after === null ? (
                  <em>{t('history.emptied')}</em>
                ) : (
                  <ins>{readable(change.field, change.after)}</ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}

/** Kinds whose words stand under a shorter name. */
const shorterKinds: Record<string, string> = { action_plan: 'plan', change_idea: 'idea' };
const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value as a person reads it: days and moments written out, words of the vocabulary in the person's language. */
function useReadableValue(kind: string): (field: string, value: string) => string {
  const { t } = useTranslation('words');
  const format = useFormat();
  return (field, value) => {
    if (day.test(value)) return format.day(value);
    if (moment.test(value)) return format.moment(value);
    if (!/^[a-z_]+$/.test(value)) return value;
    return t(`words:${shorterKinds[kind] ?? kind}_${field}.${value}`, { defaultValue: value });
  };
}

/** The first writing of an item sets all its fields at once: the page itself shows them. */
const isFirstWriting = ({ changes }: Entry): boolean =>
  changes.length > 3 && changes.every(({ before }) => before === null);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A reference to another row says nothing to a person; the thread shows what it leads to. */
const tellsSomething = ({ before, after }: Change): boolean =>
  !(uuid.test(after ?? '') || uuid.test(before ?? '')) && (before !== null || after !== null);

/** The word for a verb or a field; one that has no word of its own is shown as it is spelt, apart. */
function wordFor(t: (key: string, options: { defaultValue: string }) => string, what: string, name: string): string {
  const spelt = name
    .replaceAll(/([A-Z])/g, ' $1')
    .replaceAll('_', ' ')
    .toLowerCase();
  return t(`history.${what}.${name}`, { defaultValue: spelt });
}
