import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField, TextLine } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { cycleKinds, type CycleShown, EditCycleTask, RemoveCycleTask } from './cycle-operations.ts';
import { MemberChoice } from './member-choice.tsx';
import { WriteState } from './write-state.tsx';

type Task = CycleShown['tasks'][number];

/** What a form holds of a task. */
export type TaskForm = Pick<Task, 'title' | 'ownerMemberId' | 'dueOn'>;

interface TaskFieldsProps {
  value: TaskForm;
  onChange(value: TaskForm): void;
  errors: Record<string, string>;
  ready: boolean;
  /** Who does it now. */
  owner?: { id: string | null; name: string | null };
}

/** What, who and by when. */
export function TaskFields({ value, onChange, errors, ready, owner }: TaskFieldsProps) {
  const { t } = useTranslation('cycles');
  return (
    <>
      <TextLine
        label={t('tasks.what')}
        value={value.title}
        onChange={(title) => onChange({ ...value, title })}
        error={errors['title']}
        readOnly={!ready}
        required
      />
      <MemberChoice
        label={t('tasks.who')}
        value={value.ownerMemberId}
        {...(owner && { initial: owner })}
        onChange={(ownerMemberId) => onChange({ ...value, ownerMemberId })}
        error={errors['ownerMemberId']}
      />
      <DateField
        label={t('tasks.due')}
        value={value.dueOn ?? ''}
        onChange={(dueOn) => onChange({ ...value, dueOn: dueOn || null })}
        error={errors['dueOn']}
      />
    </>
  );
}

/** Changes a task, or takes it away. */
export function TaskDialog({ task, onClose }: { task: Task; onClose(): void }) {
  const { t } = useTranslation('cycles');
  const { id, version, title, ownerMemberId, ownerName, dueOn } = task;
  const draft = useDraft(`cycle-task-edit:${id}`, { title, ownerMemberId, dueOn });
  const write = useWrite(EditCycleTask, { label: t('tasks.label'), touches: cycleKinds });
  const removal = useWrite(RemoveCycleTask, { label: t('tasks.remove'), touches: cycleKinds });
  const remove = async () => {
    const outcome = await removal.run({ id, version });
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    onClose();
  };
  return (
    <FormDialog
      title={t('tasks.change')}
      save={t('save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id, version, ...draft.value })}
      fieldLabel={(field) => t(`field.${field}`)}
      onClose={onClose}
    >
      <TaskFields
        value={draft.value}
        onChange={draft.set}
        errors={write.fieldErrors}
        ready={draft.ready}
        owner={{ id: ownerMemberId, name: ownerName }}
      />
      <div>
        <Button variant="default" onClick={() => void remove()}>
          {t('tasks.remove')}
        </Button>
      </div>
      <WriteState write={removal} />
    </FormDialog>
  );
}
