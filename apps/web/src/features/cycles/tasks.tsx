import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AddCycleTask, cycleKinds, EditCycleTask, type CycleShown } from './cycle-operations.ts';
import { TaskDialog, TaskFields, type TaskForm } from './task-dialog.tsx';
import { WriteState } from './write-state.tsx';
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
  const write = useWrite(EditCycleTask, { label: t('tasks.label'), touches: cycleKinds });
  const { id, version, title, done, ownerName, dueOn } = task;
  return (
    <li>
      <Checkbox
        size="md"
        label={title}
        description={[ownerName, dueOn ? format.day(dueOn) : null].filter(Boolean).join(' · ')}
        checked={done}
        disabled={!mayEdit}
        onChange={() => void write.run({ id, version, done: !done }, { done })}
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
      <WriteState write={write} />
    </li>
  );
}

const blank: TaskForm = { title: '', ownerMemberId: null, dueOn: null };

function AddTask({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  // One id until it is saved, so that a second attempt cannot add it twice.
  const [id, setId] = useState(() => uuid());
  const draft = useDraft(`cycle-task-add:${cycle.id}`, blank);
  const write = useWrite(AddCycleTask, { label: t('tasks.label'), touches: cycleKinds });
  if (!open) {
    return (
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t('tasks.add')}
        </Button>
      </div>
    );
  }
  const save = async () => {
    const outcome = await write.run({ id, cycleId: cycle.id, ...draft.value });
    if (outcome.kind !== 'saved' && outcome.kind !== 'waiting') return;
    draft.clear();
    setId(uuid());
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TaskFields value={draft.value} onChange={draft.set} errors={write.fieldErrors} ready={draft.ready} />
      <div className={classes['buttons']}>
        <Button type="submit" disabled={draft.value.title.trim() === ''}>
          {t('tasks.add')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
      <WriteState write={write} />
    </form>
  );
}
