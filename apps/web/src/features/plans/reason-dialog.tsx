import type { TypedDocumentNode } from '@urql/core';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
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

const blank = { reason: '' };

/** Asks why before something ends or goes on: the answer stays in its history. */
export function ReasonDialog<Data>({ document, item, verb, ask, onClose }: ReasonDialogProps<Data>) {
  const form = useForm({
    key: `reason:${item.id}:${verb}`,
    document,
    label: verb,
    touches: planKinds,
    row: item,
    blank,
  });
  return (
    <FormDialog form={form} title={`${verb}: ${item.title}`} save={verb} onClose={onClose}>
      <ProseField form={form} name="reason" label={ask} required />
    </FormDialog>
  );
}
