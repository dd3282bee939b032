import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { cycleKinds } from './cycle-operations.ts';

const ReconsiderChangeIdea = graphql(`
  mutation ReconsiderChangeIdea($input: ReconsiderChangeIdeaInput!) {
    reconsiderChangeIdea(input: $input) {
      id
      version
      state
    }
  }
`);

interface AbandonedIdea {
  id: string;
  version: number;
  title: string;
}

/** Gives an abandoned idea another try, with the reason on record. */
export function Reconsider({ idea }: { idea: AbandonedIdea }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        aria-label={t('reconsider.of', { idea: idea.title })}
        onClick={() => setOpen(true)}
        style={{ minHeight: 44 }}
      >
        {t('reconsider.open')}
      </Button>
      {open ? <ReconsiderDialog idea={idea} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

const blank = { reason: '' };

function ReconsiderDialog({ idea, onClose }: { idea: AbandonedIdea; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const form = useForm({
    key: `reconsider:${idea.id}`,
    document: ReconsiderChangeIdea,
    label: t('reconsider.open'),
    touches: cycleKinds,
    row: idea,
    blank,
  });
  return (
    <FormDialog
      form={form}
      title={t('reconsider.of', { idea: idea.title })}
      save={t('reconsider.save')}
      onClose={onClose}
    >
      <ProseField form={form} name="reason" label={t('reconsider.reason')} hint={t('reconsider.hint')} required />
    </FormDialog>
  );
}
