import { Button } from '@mantine/core';
import { mostInvitees } from '@throughline/domain/invitee-list';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { type Form as FormOf, useForm } from '../../shared/form/use-form.ts';
import { Page } from '../../shared/frame/page.tsx';
import { useDebounced } from '../../shared/lists/use-debounced.ts';
import { useCan } from '../../shared/session/abilities.ts';
import { ProblemView } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { InviteeRow } from './invitee-row.tsx';
import { blankList, inputOf, type ListRow, type ListWords, organizationsIn, readList, stateOf } from './list-rows.ts';
import { InviteeMatches, InviteMembers, matchKinds, type Matches } from './operations.ts';
import { UnknownNames } from './unknown-names.tsx';
import classes from './invite-list.module.css';

/** What is known before anybody was asked about. */
const nothing: Matches = { members: [], organizations: [], places: [] };

/** Invites many people at once: a pasted list, what each of its lines means, and one action for all. */
export default function InviteListScreen() {
  const { t } = useTranslation('invite-list');
  const can = useCan();
  const [addedCount, setAddedCount] = useState<number>();
  if (!can('canManageMembers')) return <ProblemView whole problem={{ code: 'NOT_FOUND', message: '' }} />;
  return (
    <Page title={t('title')} lead={t('lead')}>
      {addedCount === undefined ? (
        <ListForm onAdded={setAddedCount} />
      ) : (
        <div className={classes['stack']}>
          <output>{t('added', { count: addedCount })}</output>
          <p className={classes['quiet']}>{t('added_next')}</p>
          <div className={classes['actions']}>
            <Button component={Link} href="/people">
              {t('to_members')}
            </Button>
            <Button variant="default" onClick={() => setAddedCount(undefined)}>
              {t('more')}
            </Button>
          </div>
        </div>
      )}
    </Page>
  );
}

function ListForm({ onAdded }: { onAdded(count: number): void }) {
  const { t } = useTranslation('invite-list');
  const [, go] = useLocation();
  const [isBack, setBack] = useState(false);
  const [isNothing, setNothing] = useState(false);
  const [matches, setMatches] = useState(nothing);
  const form = useForm({
    key: 'invite-list',
    document: InviteMembers,
    label: t('title'),
    touches: ['member', 'organization', 'seat'],
    hasId: false,
    blank: blankList,
    input: (words, _base, idOf) => inputOf(words, matches, idOf),
  });
  const { value } = form;
  const screen = useMatches(value.rows);
  const found = screen.data?.inviteeMatches;
  if (found && found !== matches) setMatches(found);
  const read = () => {
    const list = readList(value.text);
    setNothing(list.rows.length === 0);
    form.set({ ...list, organizations: {}, places: {} });
    setBack(false);
  };
  if (value.rows.length === 0 || isBack)
    return (
      <Form form={form} className={classes['form']}>
        <ProseField form={form} name="text" label={t('text')} hint={t('text_hint')} rows={8} />
        <p className={classes['quiet']}>{t('example')}</p>
        {isNothing ? <p role="alert">{t('nothing')}</p> : null}
        <div>
          <Button disabled={!form.ready || value.text.trim() === ''} onClick={read}>
            {t('read')}
          </Button>
        </div>
      </Form>
    );
  return (
    <Form
      form={form}
      className={classes['stack']}
      onKept={(outcome) => {
        if (outcome.kind === 'saved') onAdded(outcome.data.inviteMembers);
        else go('/people');
      }}
    >
      <Screen state={screen}>
        {({ inviteeMatches }) => <Preview form={form} matches={inviteeMatches} onBack={() => setBack(true)} />}
      </Screen>
    </Form>
  );
}

/** What the partnership knows of the people in the lines; asked again once an address was corrected. */
function useMatches(rows: readonly ListRow[]) {
  const emails = [...new Set(rows.map(({ email }) => email.trim().toLowerCase()).filter((email) => email !== ''))];
  const listed = useDebounced(JSON.stringify([emails.slice(0, mostInvitees), organizationsIn(rows)]));
  const [addresses = [], organizations = []] = JSON.parse(listed) as string[][];
  return useScreen(InviteeMatches, { emails: addresses, organizations }, matchKinds, { pause: rows.length === 0 });
}

interface PreviewProps {
  form: FormOf<ListWords>;
  matches: Matches;
  onBack(): void;
}

/** What each line means, what is wrong with it, and the one button for all. */
function Preview({ form, matches, onBack }: PreviewProps) {
  const { t } = useTranslation('invite-list');
  const { value, register } = form;
  // Its fields are the lines: they stand on the screen, and the draft is described by its people.
  useEffect(() =>
    register('rows', {
      label: t('lines'),
      show: (rows) => (rows as ListRow[]).map(({ name, email }) => `${name} ${email}`).join('\n'),
    }),
  );
  const { faults, ready, toCorrect, toDecide, isTooLong } = stateOf(value, matches);
  const waits = toCorrect > 0 || toDecide > 0 || isTooLong || ready.length === 0;
  const toDo = [
    ...(toCorrect > 0 ? [t('summary.correct', { count: toCorrect })] : []),
    ...(toDecide > 0 ? [t('summary.decide', { count: toDecide })] : []),
    ...(isTooLong ? [t('summary.too_long', { most: mostInvitees })] : []),
  ];
  const unread = value.unread ?? [];
  const change = (key: string, changes: Partial<ListRow>) =>
    form.set({ rows: value.rows.map((row) => (row.key === key ? { ...row, ...changes } : row)) });
  return (
    <>
      <div className={classes['summary']}>
        <output>{[t('summary.ready', { count: ready.length }), ...toDo].join(' ')}</output>
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      {value.ignored.length > 0 ? (
        <p className={classes['quiet']}>{t('ignored', { columns: value.ignored.join(', ') })}</p>
      ) : null}
      {unread.length > 0 ? <p className={classes['quiet']}>{t('unread', { lines: unread.join(' · ') })}</p> : null}
      <UnknownNames form={form} matches={matches} />
      <ul className={classes['rows']} aria-label={t('lines')}>
        {value.rows.map((row, at) => (
          <InviteeRow
            key={row.key}
            row={row}
            fault={faults[at] ?? null}
            words={value}
            matches={matches}
            onChange={(changes) => change(row.key, changes)}
            onRemove={() => form.set({ rows: value.rows.filter(({ key }) => key !== row.key) })}
          />
        ))}
      </ul>
      {toDo.length > 0 ? <p className={classes['quiet']}>{t('before', { what: toDo.join(' ') })}</p> : null}
      <FormButtons form={form} save={t('invite', { count: ready.length })} waits={waits} />
    </>
  );
}
