import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
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

function ReconsiderDialog({ idea: { id, version, title }, onClose }: { idea: AbandonedIdea; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const draft = useDraft(`reconsider:${id}`, { reason: '' });
  const write = useWrite(ReconsiderChangeIdea, { label: t('reconsider.open'), touches: cycleKinds });
  return (
    <FormDialog
      title={t('reconsider.of', { idea: title })}
      save={t('reconsider.save')}
      write={write}
      draft={draft}
      input={() => ({ id, version, reason: draft.value.reason })}
      fieldLabel={() => t('reconsider.reason')}
      onClose={onClose}
    >
      <TextArea
        label={t('reconsider.reason')}
        hint={t('reconsider.hint')}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
        readOnly={!draft.ready}
        error={write.fieldErrors['reason']}
        required
      />
    </FormDialog>
  );
}
