import { useMemo, useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { useNetworks } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import { ProseField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Page } from '../../shared/frame/page.tsx';
import { Sites } from './sites.tsx';
import classes from './practices.module.css';

const PracticeList = graphql(`
  query PracticeList($first: Int!, $after: String, $withRetired: Boolean!) {
    practices(first: $first, after: $after, withRetired: $withRetired) {
      nodes {
        id
        name
        description
        state
        networkName
        sitesUsing
        sitesEligible
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const OpenPractice = graphql(`
  mutation OpenPractice($input: OpenPracticeInput!) {
    openPractice(input: $input) {
      id
      version
      name
    }
  }
`);

type Row = ResultOf<typeof PracticeList>['practices']['nodes'][number];

const kinds = ['practice', 'adoption'];

/** All practices of the partnership with their reach. */
export default function PracticesScreen() {
  const { t } = useTranslation('practices');
  const can = useCan();
  const [withRetired, setWithRetired] = useState(false);
  const [opening, setOpening] = useState(false);
  const mine = useNetworks(null, (network) => can('canManagePractice', network));
  const open =
    mine.options.length > 0 || mine.isSearched ? (
      <Button onClick={() => setOpening(true)}>{t('list.open')}</Button>
    ) : undefined;
  return (
    <Page title={t('list.title')} lead={t('list.lead')} action={open}>
      <Switch
        label={t('list.retired')}
        checked={withRetired}
        onChange={(event) => setWithRetired(event.currentTarget.checked)}
        size="md"
      />
      <DataList
        query={PracticeList}
        variables={useMemo(() => ({ withRetired }), [withRetired])}
        kinds={kinds}
        page={(answer) => answer.practices}
        row={rowOf}
        empty={
          <Empty
            sentence={t('list.empty')}
            example={t('list.example')}
            way={{ above: open !== undefined, ask: 'facilitator' }}
          />
        }
        label={t('list.title')}
      />
      {opening ? <OpenDialog onClose={() => setOpening(false)} /> : null}
      <Sites />
    </Page>
  );
}

const rowOf = (row: Row) => <PracticeRow key={row.id} row={row} />;

function PracticeRow({ row }: { row: Row }) {
  const { t } = useTranslation(['practices', 'words']);
  const { sitesUsing: count, sitesEligible: eligible } = row;
  return (
    <li className={classes['row']}>
      <div>
        <Link href={`/practices/${row.id}`} className={classes['rowName']}>
          {row.name}
        </Link>
        <p className={classes['quiet']}>
          {row.networkName} · {t(`words:practice_state.${row.state}`)}
        </p>
      </div>
      <div className={classes['reach']}>
        <span className="tl-figures">{eligible === 0 ? t('list.no_sites') : t('list.reach', { count, eligible })}</span>
        {eligible === 0 ? null : (
          <span className={classes['bar']} aria-hidden="true">
            <span style={{ width: `${(100 * count) / eligible}%` }} />
          </span>
        )}
      </div>
    </li>
  );
}

function OpenDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('practices');
  const can = useCan();
  const mayOpen = (network: Parameters<typeof can>[1]) => can('canManagePractice', network);
  const { options: all, isSearched } = useNetworks(null, mayOpen);
  const [only] = isSearched || all.length > 1 ? [] : all;
  const [, navigate] = useLocation();
  const form = useForm({
    key: 'open-practice',
    document: OpenPractice,
    label: t('list.open'),
    touches: kinds,
    // Where there is only one network there is nothing to choose.
    blank: { name: '', description: '', networkId: only?.value ?? null },
    input: (value) => ({ ...value, networkId: value.networkId ?? '' }),
  });
  const searched = useNetworks(form.value.networkId, mayOpen);
  return (
    <FormDialog
      form={form}
      title={t('list.open')}
      save={t('list.open')}
      onClose={onClose}
      onKept={(outcome) => {
        if (outcome.kind === 'saved') navigate(`/practices/${outcome.data.openPractice.id}`);
      }}
    >
      <p className={classes['quiet']}>{t('list.open_lead')}</p>
      <TextField form={form} name="name" label={t('field.name')} required />
      <ProseField form={form} name="description" label={t('field.description')} hint={t('hint.description')} />
      <SearchedField
        form={form}
        name="networkId"
        label={t('field.networkId')}
        searched={searched}
        none={t('list.choose')}
        required
      />
    </FormDialog>
  );
}
