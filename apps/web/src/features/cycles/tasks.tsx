import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TextLine } from '../../shared/fields.tsx';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AddCycleTask, cycleKinds, EditCycleTask, type CycleShown } from './cycle-operations.ts';
import { WriteState } from './write-state.tsx';
import classes from './cycle.module.css';

/** Who does what for the cycle; ticked off in place. */
export function Tasks({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const format = useFormat();
  const write = useWrite(EditCycleTask, { label: t('tasks.label'), touches: cycleKinds });
  const mayEdit = cycle.stage !== 'closed' && cycle.abilities.includes('canLogCycle');
  if (cycle.tasks.length === 0 && !mayEdit) return null;
  return (
    <Section title={t('tasks.title')}>
      <ul className={classes['tasks']}>
        {cycle.tasks.map((task) => (
          <li key={task.id}>
            <Checkbox
              size="md"
              label={task.title}
              description={[task.ownerName, task.dueOn ? format.day(task.dueOn) : null].filter(Boolean).join(' · ')}
              checked={task.done}
              disabled={!mayEdit}
              onChange={() =>
                void write.run({ id: task.id, version: task.version, done: !task.done }, { done: task.done })
              }
            />
          </li>
        ))}
      </ul>
      <WriteState write={write} />
      {mayEdit ? <AddTask cycle={cycle} /> : null}
    </Section>
  );
}

function AddTask({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation('cycles');
  const [open, setOpen] = useState(false);
  const draft = useDraft(`cycle-task:${cycle.id}`, '');
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
    const outcome = await write.run({ id: uuid(), cycleId: cycle.id, title: draft.value });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <form
      className={classes['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextLine
        label={t('tasks.what')}
        value={draft.value}
        onChange={draft.set}
        error={write.fieldErrors['title']}
        readOnly={!draft.ready}
      />
      <div className={classes['buttons']}>
        <Button type="submit" disabled={draft.value.trim() === ''}>
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
