import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { fields, type Form, useForm } from '../../shared/form/use-form.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { cycleKinds, type CycleShown, EditCycleTask, RemoveCycleTask } from './cycle-operations.ts';
import { OwnerField } from './owner-field.tsx';

type Task = CycleShown['tasks'][number];

/** What a form holds of a task. */
export type TaskWords = Pick<Task, 'title' | 'ownerMemberId' | 'dueOn'>;
const wordsOf = fields('title', 'ownerMemberId', 'dueOn')<Task>;

interface TaskFieldsProps {
  form: Form<TaskWords>;
  /** Who does it now. */
  owner?: { id: string | null; name: string | null };
}

/** What, who and by when. */
export function TaskFields({ form, owner }: TaskFieldsProps) {
  const { t } = useTranslation('cycles');
  return (
    <>
      <TextField form={form} name="title" label={t('tasks.what')} required />
      <OwnerField form={form} label={t('tasks.who')} owner={owner} />
      <DayField form={form} name="dueOn" label={t('tasks.due')} />
    </>
  );
}

/** Changes a task, or takes it away. */
export function TaskDialog({ task, onClose }: { task: Task; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const { id, version, ownerMemberId, ownerName } = task;
  const form = useForm({
    key: `cycle-task-edit:${id}`,
    document: EditCycleTask,
    label: t('tasks.label'),
    touches: cycleKinds,
    row: task,
    read: wordsOf,
  });
  const removal = useAct({
    document: RemoveCycleTask,
    label: t('tasks.remove'),
    touches: cycleKinds,
    row: { id, version },
  });
  const remove = async () => {
    const answer = await removal.run();
    if (answer?.kind !== 'saved' && answer?.kind !== 'waiting') return;
    form.discard();
    onClose();
  };
  return (
    <FormDialog
      form={form}
      title={t('tasks.change')}
      save={t('save')}
      onClose={onClose}
      below={
        <div>
          <Button variant="default" onClick={() => void remove()}>
            {t('tasks.remove')}
          </Button>
          <ProblemLine problem={removal.problem} />
        </div>
      }
    >
      <TaskFields form={form} owner={{ id: ownerMemberId, name: ownerName }} />
    </FormDialog>
  );
}
