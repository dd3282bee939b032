import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/abilities.ts';
import { DataList } from '../../shared/data-list.tsx';
import { Empty } from '../../shared/empty.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql, type ResultOf } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { Section } from '../../shared/page.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import classes from './practices.module.css';

const SiteList = graphql(`
  query SiteList($first: Int!, $after: String) {
    sites(first: $first, after: $after) {
      nodes {
        id
        version
        name
        organizationId
        organizationName
        abilities
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const SiteOrganizations = graphql(`
  query SiteOrganizations {
    organizations(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);
const EditSite = graphql(`
  mutation EditSite($input: EditSiteInput!) {
    editSite(input: $input) {
      id
      version
      name
      organizationId
      organizationName
    }
  }
`);
const RetireSite = graphql(`
  mutation RetireSite($input: RetireSiteInput!) {
    retireSite(input: $input) {
      id
      version
    }
  }
`);

type Site = ResultOf<typeof SiteList>['sites']['nodes'][number];
const kinds = ['site', 'organization'];
const touches = ['site', 'adoption', 'practice'];

/** Where practices can be used: each site's name and organization, corrected or retired in a dialog. */
export function Sites() {
  const { t } = useTranslation('practices');
  return (
    <Section title={t('site.title')}>
      <DataList
        query={SiteList}
        variables={{}}
        kinds={kinds}
        label={t('site.title')}
        seeksTarget
        page={(data) => data.sites}
        empty={<Empty sentence={t('site.empty')} example={t('site.example')} />}
        row={(site) => <SiteRow key={site.id} site={site} />}
      />
    </Section>
  );
}

function SiteRow({ site }: { site: Site }) {
  const { t } = useTranslation('practices');
  const can = useCan();
  const [open, setOpen] = useState<'edit' | 'retire'>();
  const close = () => setOpen(undefined);
  return (
    <li id={site.id} className={classes['place']}>
      <div>
        {site.name}
        {site.organizationName ? <span className={classes['quiet']}> · {site.organizationName}</span> : null}
      </div>
      {can('canManagePractice', site) ? (
        <div className={classes['buttons']}>
          <Button variant="subtle" aria-label={t('site.edit_of', { name: site.name })} onClick={() => setOpen('edit')}>
            {t('site.edit')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('site.retire_of', { name: site.name })}
            onClick={() => setOpen('retire')}
          >
            {t('site.retire')}
          </Button>
        </div>
      ) : null}
      {open === 'edit' ? <EditSiteDialog site={site} onClose={close} /> : null}
      {open === 'retire' ? <RetireSiteDialog site={site} onClose={close} /> : null}
    </li>
  );
}

function EditSiteDialog({ site, onClose }: { site: Site; onClose(): void }) {
  const { t } = useTranslation('practices');
  const { id, version, name, organizationId, organizationName } = site;
  const [{ data }] = useLiveQuery(SiteOrganizations, {}, ['organization']);
  const draft = useDraft(`site:${id}`, { name, organizationId });
  const write = useWrite(EditSite, { label: t('site.edit'), touches });
  const options = (data?.organizations.nodes ?? []).map((one) => ({ value: one.id, label: one.name }));
  if (organizationId && !options.some(({ value }) => value === organizationId)) {
    options.unshift({ value: organizationId, label: organizationName ?? '' });
  }
  const nameOf = (value: unknown) => options.find((one) => one.value === value)?.label ?? t('add_site.nobody');
  return (
    <FormDialog
      title={name}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(field === 'name' ? 'add_site.name' : 'add_site.organization')}
      show={(field, value) => (field === 'name' ? String(value) : nameOf(value))}
      onClose={onClose}
    >
      <TextLine
        label={t('add_site.name')}
        hint={t('add_site.name_hint')}
        value={draft.value.name}
        onChange={(value) => draft.set({ ...draft.value, name: value })}
        readOnly={!draft.ready}
        error={write.fieldErrors['name']}
        required
      />
      <ChoiceField
        label={t('add_site.organization')}
        hint={t('add_site.organization_hint')}
        value={draft.value.organizationId ?? ''}
        options={[{ value: '', label: t('add_site.nobody') }, ...options]}
        onChange={(value) => draft.set({ ...draft.value, organizationId: value || null })}
        error={write.fieldErrors['organizationId']}
      />
    </FormDialog>
  );
}

function RetireSiteDialog({ site: { id, version, name }, onClose }: { site: Site; onClose(): void }) {
  const { t } = useTranslation('practices');
  const draft = useDraft(`retire-site:${id}`, { reason: '' });
  const write = useWrite(RetireSite, { label: t('site.retire'), touches });
  return (
    <FormDialog
      title={t('site.retire_of', { name })}
      save={t('site.retire')}
      write={write}
      draft={draft}
      input={() => ({ id, version, reason: draft.value.reason })}
      fieldLabel={() => t('site.reason')}
      onClose={onClose}
    >
      <p className={classes['quiet']}>{t('site.retire_means')}</p>
      <TextLine
        label={t('site.reason')}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
        readOnly={!draft.ready}
        error={write.fieldErrors['reason']}
        required
      />
    </FormDialog>
  );
}
