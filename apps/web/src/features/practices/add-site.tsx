import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Dialog } from '../../shared/dialog.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AddAdoption, AddSite, practiceKinds, type Practice } from './practice-operations.ts';
import classes from './practices.module.css';

const SiteChoices = graphql(`
  query SiteChoices($practiceId: Uuid!) {
    sites(notOfPracticeId: $practiceId, first: 200) {
      nodes {
        id
        name
      }
    }
    organizations(first: 200) {
      nodes {
        id
        name
      }
    }
  }
`);
const kinds = ['site', 'adoption', 'organization'];
const blank = { siteId: '', name: '', organizationId: '' };

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
  const [{ data }] = useLiveQuery(SiteChoices, { practiceId: practice.id }, kinds);
  const draft = useDraft(`add-site:${practice.id}`, blank);
  const [ids] = useState(() => ({ site: uuid(), adoption: uuid() }));
  const newSite = useWrite(AddSite, { label: t('add_site.title'), touches: kinds });
  const adoption = useWrite(AddAdoption, { label: t('add_site.title'), touches: practiceKinds });
  const { siteId, name, organizationId } = draft.value;
  const set = (part: Partial<typeof blank>) => draft.set({ ...draft.value, ...part });
  const known = data?.sites.nodes ?? [];

  const save = async () => {
    if (!siteId) {
      const input = { id: ids.site, name, organizationId: organizationId || null, practiceId: practice.id };
      const added = await newSite.run(input);
      if (added.kind !== 'saved' && added.kind !== 'waiting') return;
    }
    const input = { id: ids.adoption, practiceId: practice.id, siteId: siteId || ids.site };
    const begun = await adoption.run(input);
    if (begun.kind !== 'saved' && begun.kind !== 'waiting') return;
    draft.clear();
    onClose();
  };

  return (
    <Dialog
      title={t('add_site.title')}
      onClose={onClose}
      actions={
        <>
          <SaveChip state={adoption.state === 'clean' ? newSite.state : adoption.state} draft={draft.dirty} />
          <Button type="submit" form="add-site">
            {t('add_site.save')}
          </Button>
        </>
      }
    >
      <form
        id="add-site"
        noValidate
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className={classes['quiet']}>{t('add_site.lead')}</p>
        {known.length > 0 ? (
          <ChoiceField
            label={t('add_site.known')}
            options={[
              { value: '', label: t('add_site.another') },
              ...known.map((site) => ({ value: site.id, label: site.name })),
            ]}
            value={siteId}
            onChange={(value) => set({ siteId: value })}
          />
        ) : null}
        {siteId ? null : (
          <>
            <TextLine
              label={t('add_site.name')}
              hint={t('add_site.name_hint')}
              value={name}
              onChange={(value) => set({ name: value })}
              readOnly={!draft.ready}
              error={newSite.fieldErrors['name']}
              required
            />
            <ChoiceField
              label={t('add_site.organization')}
              hint={t('add_site.organization_hint')}
              options={[
                { value: '', label: t('add_site.nobody') },
                ...(data?.organizations.nodes ?? []).map((each) => ({ value: each.id, label: each.name })),
              ]}
              value={organizationId}
              onChange={(value) => set({ organizationId: value })}
            />
          </>
        )}
        <ProblemLine problem={newSite.problem ?? adoption.problem} />
      </form>
    </Dialog>
  );
}
