import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { planKinds } from './plan-operations.ts';

interface ReasonInput {
  idempotencyKey: string;
  id: string;
  version: number;
  reason: string;
}

interface ReasonDialogProps<Data> {
  document: TypedDocumentNode<Data, { input: ReasonInput }>;
  item: { id: string; version: number; title: string };
  /** What happens to it, as the button says it. */
  verb: string;
  /** The question. */
  ask: string;
  onClose(): void;
}

const empty = { reason: '' };

/** Asks why before something ends or goes on: the answer stays in its history. */
export function ReasonDialog<Data>({ document, item, verb, ask, onClose }: ReasonDialogProps<Data>) {
  const { t } = useTranslation('plans');
  const write = useWrite(document, { label: verb, touches: planKinds });
  const draft = useDraft(`reason:${item.id}:${verb}`, empty);
  return (
    <FormDialog
      title={`${verb}: ${item.title}`}
      save={verb}
      write={write}
      draft={draft}
      input={() => ({ id: item.id, version: item.version, reason: draft.value.reason })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <TextArea
        label={ask}
        required
        value={draft.value.reason}
        error={write.fieldErrors['reason']}
        readOnly={!draft.ready}
        onChange={(reason) => draft.set({ reason })}
      />
    </FormDialog>
  );
}
