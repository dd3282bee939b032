import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { AddCycleTask, cycleKinds, EditCycleTask, type CycleShown } from './cycle-operations.ts';
import { useOpenForm } from './open-forms.tsx';
import { TaskDialog, TaskFields, type TaskWords } from './task-dialog.tsx';
import classes from './cycle.module.css';

/** Who does what for the cycle; ticked off in place. */
export function Tasks({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const mayEdit = cycle.stage !== 'closed' && cycle.abilities.includes('canLogCycle');
  if (cycle.tasks.length === 0 && !mayEdit) return null;
  return (
    <Section title={t('tasks.title')}>
      <ul className={classes['tasks']}>
        {cycle.tasks.map((task) => (
          <TaskRow key={task.id} task={task} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit ? <AddTask cycle={cycle} /> : null}
    </Section>
  );
}

function TaskRow({ task, mayEdit }: { task: CycleShown['tasks'][number]; mayEdit: boolean }) {
  const { t } = useTranslation('cycles');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { id, version, title, done, ownerName, dueOn } = task;
  const tick = useAct({
    document: EditCycleTask,
    label: t('tasks.label'),
    touches: cycleKinds,
    row: { id, version },
  });
  return (
    <li>
      <Checkbox
        size="md"
        label={title}
        description={[ownerName, dueOn ? format.day(dueOn) : null].filter(Boolean).join(' · ')}
        checked={done}
        disabled={!mayEdit}
        onChange={() => void tick.run({ done: !done })}
      />
      {mayEdit ? (
        <Button
          variant="subtle"
          aria-label={t('tasks.change_of', { task: title })}
          onClick={() => setOpen(true)}
          style={{ minHeight: 44, flex: 'none' }}
        >
          {t('tasks.change_short')}
        </Button>
      ) : null}
      {open ? <TaskDialog task={task} onClose={() => setOpen(false)} /> : null}
      <ProblemLine problem={tick.problem} />
    </li>
  );
}

const blank: TaskWords = { title: '', ownerMemberId: null, dueOn: null };

function AddTask({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  const form = useForm({
    key: `cycle-task-add:${cycle.id}`,
    document: AddCycleTask,
    label: t('tasks.label'),
    touches: cycleKinds,
    blank,
    input: (words) => ({ cycleId: cycle.id, ...words }),
  });
  useOpenForm(form);
  if (!open && !form.dirty) {
    return (
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t('tasks.add')}
        </Button>
      </div>
    );
  }
  return (
    <Form form={form} label={t('tasks.add')}>
      <TaskFields form={form} />
      <FormButtons form={form} save={t('tasks.add')}>
        <Button
          variant="default"
          onClick={() => {
            form.discard();
            setOpen(false);
          }}
        >
          {t('cancel')}
        </Button>
      </FormButtons>
    </Form>
  );
}
