import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { Page } from '../../shared/frame/page.tsx';
import { CreateNetworkDialog } from './create-network.tsx';
import classes from './networks.module.css';

const Networks = graphql(`
  query Networks($first: Int!, $after: String, $includeRetired: Boolean!) {
    networks(first: $first, after: $after, includeRetired: $includeRetired) {
      nodes {
        id
        version
        name
        purpose
        state
        outcomeName
        parentName
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const kinds = ['network'];

/** Every network by name. */
export default function NetworksScreen() {
  const { t } = useTranslation(['networks', 'words']);
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const creating = search.has('form');
  const setCreating = (open: boolean) => setSearch(open ? 'form' : '');
  const [includeRetired, setIncludeRetired] = useState(false);
  const create = can('canCreateNetwork') ? (
    <Button onClick={() => setCreating(true)}>{t('create.open')}</Button>
  ) : undefined;
  return (
    <Page title={t('list.title')} lead={t('list.lead')} action={create}>
      <label className={classes['check']}>
        <input
          type="checkbox"
          checked={includeRetired}
          onChange={(event) => setIncludeRetired(event.currentTarget.checked)}
        />
        {t('list.retired')}
      </label>
      <DataList
        query={Networks}
        variables={{ includeRetired }}
        kinds={kinds}
        label={t('list.title')}
        page={(data) => data.networks}
        empty={
          <Empty
            sentence={t('list.empty')}
            example={t('list.example')}
            way={{ above: create !== undefined, ask: 'director' }}
          />
        }
        row={(network) => (
          <li key={network.id} className={classes['row']}>
            <Link href={`/networks/${network.id}`}>{network.name}</Link>
            <span className={classes['quiet']}>
              {network.parentName ? `${t('workgroup_of')} ${network.parentName} · ` : ''}
              {network.outcomeName} · {t(`words:network_state.${network.state}`)}
            </span>
            {network.purpose ? <span>{network.purpose}</span> : null}
          </li>
        )}
      />
      {creating && create ? <CreateNetworkDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
