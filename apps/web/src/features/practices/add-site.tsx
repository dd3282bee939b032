import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { OrganizationField } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedField } from '../../shared/choices/searched-field.tsx';
import { useSearched } from '../../shared/choices/use-searched.ts';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { isKept } from '../../shared/form/use-saving.ts';
import { graphql, type ResultOf } from '../../shared/server/graphql.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { AddAdoption, AddSite, practiceKinds, type Practice } from './practice-operations.ts';
import classes from './practices.module.css';

const SiteChoices = graphql(`
  query SiteChoices($practiceId: Uuid!, $search: String, $first: Int!) {
    sites(notOfPracticeId: $practiceId, search: $search, first: $first) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);
const sites = {
  query: SiteChoices,
  page: (data: ResultOf<typeof SiteChoices>) => data.sites,
  kinds: ['site', 'adoption'],
};
const kinds = ['site', 'adoption', 'organization'];
const blank = { siteId: null as string | null, name: '', organizationId: null as string | null };

/** Makes one more site eligible for the practice: one that is known, or a new one. */
export function AddSiteButton({ practice }: { practice: Practice }) {
  const { t } = useTranslation('practices');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('add_site.title')}</Button>
      {open ? <AddSiteDialog practice={practice} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AddSiteDialog({ practice, onClose }: { practice: Practice; onClose(): void }) {
  const { t } = useTranslation('practices');
  const [adoptionId] = useState(() => uuid());
  const form = useForm({
    key: `add-site:${practice.id}`,
    document: AddSite,
    label: t('add_site.title'),
    touches: kinds,
    blank,
    input: ({ name, organizationId }) => ({ name, organizationId, practiceId: practice.id }),
  });
  const adoption = useAct({
    document: AddAdoption,
    label: t('add_site.title'),
    touches: practiceKinds,
    row: { id: adoptionId },
  });
  const { newId } = form;
  const { siteId } = form.value;
  const known = useSearched(sites, siteId, ({ name }) => name, { variables: { practiceId: practice.id } });

  const begin = async (id: string) => {
    const answer = await adoption.run({ practiceId: practice.id, siteId: id });
    if (answer?.kind === 'saved' || answer?.kind === 'waiting') onClose();
  };
  const save = async () => {
    if (siteId !== null) {
      await begin(siteId);
      form.discard();
    } else if (isKept(await form.save())) await begin(newId);
  };

  return (
    <Dialog
      title={t('add_site.title')}
      onClose={onClose}
      ready={form.ready}
      actions={
        <>
          <SaveChip state={adoption.state === 'clean' ? form.state : adoption.state} draft={form.dirty} />
          <Button loading={form.state === 'saving'} disabled={!form.ready} onClick={() => void save()}>
            {t('add_site.save')}
          </Button>
        </>
      }
    >
      <Form form={form} className={classes['form']} label={t('add_site.title')}>
        <p className={classes['quiet']}>{t('add_site.lead')}</p>
        {known.isSearched || known.problem || known.options.length > 0 ? (
          <SearchedField
            form={form}
            name="siteId"
            label={t('add_site.known')}
            searched={known}
            none={t('add_site.another')}
          />
        ) : null}
        {siteId === null ? (
          <>
            <TextField form={form} name="name" label={t('add_site.name')} hint={t('add_site.name_hint')} required />
            <OrganizationField
              form={form}
              name="organizationId"
              label={t('add_site.organization')}
              hint={t('add_site.organization_hint')}
              none={t('add_site.nobody')}
            />
          </>
        ) : null}
        <ProblemLine problem={adoption.problem} />
      </Form>
    </Dialog>
  );
}
