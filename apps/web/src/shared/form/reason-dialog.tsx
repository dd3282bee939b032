import type { TypedDocumentNode } from '@urql/core';
import { ProseField } from './bound-fields.tsx';
import { FormDialog } from './form.tsx';
import { useForm } from './use-form.ts';

interface ReasonInput {
  idempotencyKey: string;
  id: string;
  version: number;
  reason: string;
}

interface ReasonDialogProps<Data, Input extends ReasonInput> {
  document: TypedDocumentNode<Data, { input: Input }>;
  item: { id: string; version: number; title: string };
  /** What will happen, in the words of the button. */
  verb: string;
  /** The question. */
  ask: string;
  /** What belongs in the answer, one line. */
  hint?: string;
  /** Kinds whose lists on screen may change by it. */
  touches: readonly string[];
  /** What goes with the reason. */
  more?: Omit<Input, keyof ReasonInput>;
  onClose(): void;
}

const blank = { reason: '' };

/** Asks for a reason before something ends or goes on; the answer stays in its history. */
export function ReasonDialog<Data, Input extends ReasonInput = ReasonInput>({
  document,
  item,
  verb,
  ask,
  hint,
  touches,
  more,
  onClose,
}: ReasonDialogProps<Data, Input>) {
  const form = useForm({
    key: `reason:${item.id}:${verb}`,
    document: document as unknown as TypedDocumentNode<Data, { input: ReasonInput }>,
    label: verb,
    touches,
    row: item,
    blank,
    input: ({ reason }) => ({ ...more, reason }),
  });
  return (
    <FormDialog form={form} title={`${verb}: ${item.title}`} save={verb} onClose={onClose}>
      <ProseField form={form} name="reason" label={ask} hint={hint} required />
    </FormDialog>
  );
}
