import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { DataList } from '../../shared/lists/data-list.tsx';
import { Empty } from '../../shared/states/empty.tsx';
import { OrganizationField } from '../../shared/choices/rows-to-choose.tsx';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { Section } from '../../shared/frame/page.tsx';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
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
  const tasks = useTask<SiteTask, Site>();
  const { task, end } = tasks;
  return (
    <Section title={t('site.title')}>
      <DataList
        query={SiteList}
        variables={{}}
        kinds={kinds}
        label={t('site.title')}
        seeksTarget
        page={(data) => data.sites}
        empty={<Empty sentence={t('site.empty')} example={t('site.example')} way="none" />}
        row={(site) => <SiteRow key={site.id} site={site} tasks={tasks} />}
      />
      {task?.what === 'edit' ? <EditSiteDialog key={task.row.id} site={task.row} onClose={end} /> : null}
      {task?.what === 'retire' ? <RetireSiteDialog key={task.row.id} site={task.row} onClose={end} /> : null}
    </Section>
  );
}

type SiteTask = 'edit' | 'retire';

function SiteRow({ site, tasks }: { site: Site; tasks: Tasks<SiteTask, Site> }) {
  const { t } = useTranslation('practices');
  const can = useCan();
  useRowOf(tasks, site);
  return (
    <li id={site.id} className={classes['place']}>
      <div>
        {site.name}
        {site.organizationName ? <span className={classes['quiet']}> · {site.organizationName}</span> : null}
      </div>
      {can('canManagePractice', site) ? (
        <div className={classes['buttons']}>
          <Button
            variant="subtle"
            aria-label={t('site.edit_of', { name: site.name })}
            onClick={() => tasks.begin('edit', site)}
          >
            {t('site.edit')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('site.retire_of', { name: site.name })}
            onClick={() => tasks.begin('retire', site)}
          >
            {t('site.retire')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function EditSiteDialog({ site, onClose }: { site: Site; onClose(): void }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `site:${site.id}`,
    document: EditSite,
    label: t('site.edit'),
    touches,
    row: site,
    read: fields('name', 'organizationId'),
  });
  return (
    <FormDialog form={form} title={site.name} save={t('save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('add_site.name')} hint={t('add_site.name_hint')} required />
      <OrganizationField
        form={form}
        name="organizationId"
        label={t('add_site.organization')}
        hint={t('add_site.organization_hint')}
        known={{ id: site.organizationId, name: site.organizationName }}
        none={t('add_site.nobody')}
      />
    </FormDialog>
  );
}

const noReason = { reason: '' };

function RetireSiteDialog({ site, onClose }: { site: Site; onClose(): void }) {
  const { t } = useTranslation('practices');
  const form = useForm({
    key: `retire-site:${site.id}`,
    document: RetireSite,
    label: t('site.retire'),
    touches,
    row: site,
    blank: noReason,
  });
  return (
    <FormDialog form={form} title={t('site.retire_of', { name: site.name })} save={t('site.retire')} onClose={onClose}>
      <p className={classes['quiet']}>{t('site.retire_means')}</p>
      <TextField form={form} name="reason" label={t('site.reason')} required />
    </FormDialog>
  );
}
