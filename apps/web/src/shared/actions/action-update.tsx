import { useEffect, useRef, useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ProseField } from '../form/bound-fields.tsx';
import { Form } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { SaveChip } from '../states/save-state.tsx';
import { type ActionVerb, type ActionView, UpdateAction } from './action-parts.ts';
import { needsNote, type useActionUpdate } from './use-action-update.ts';
import classes from './actions.module.css';

interface ActionUpdateProps {
  action: ActionView;
  update: ReturnType<typeof useActionUpdate>;
  /** `row`: the usual verbs as buttons; `full`: every verb and a note of its own; `menu`: one picker, for a card. */
  shape?: 'row' | 'full' | 'menu';
  /** A verb that was chosen elsewhere (a card dropped on a column). */
  proposed?: ActionVerb | undefined;
}

type Choice = ActionVerb | 'note';

const usual: readonly ActionVerb[] = ['start', 'unblock', 'complete', 'block'];

/** Says in place how an action stands: one tap for the state, one to keep it, a note between them where there is one. */
export function ActionUpdate({ action, update, shape = 'row', proposed }: ActionUpdateProps) {
  const { t } = useTranslation('actions');
  const [choice, setChoice] = useState<Choice | undefined>(proposed);
  const { verbs } = update.action;
  const offered: Choice[] = shape === 'row' ? verbs.filter((verb) => usual.includes(verb)) : [...verbs];
  if (shape !== 'row' && verbs.length > 0) offered.push('note');

  if (choice && (choice === 'note' || action.verbs.includes(choice))) {
    return <Saying key={choice} action={action} choice={choice} update={update} onDone={() => setChoice(undefined)} />;
  }
  return (
    <div className={classes['update']}>
      {shape === 'menu' ? (
        offered.length > 0 && <VerbMenu title={action.title} offered={offered} onChoose={setChoice} />
      ) : (
        <div className={classes['verbs']}>
          {offered.map((verb) => (
            <Button
              key={verb}
              variant={verb === 'complete' ? 'light' : 'default'}
              className={classes['verb'] ?? ''}
              aria-label={t('verb_of', { verb: t(`verb.${verb}`), title: action.title })}
              onClick={() => setChoice(verb)}
            >
              {t(`verb.${verb}`)}
            </Button>
          ))}
        </div>
      )}
      <SaveChip state={update.save} />
      <BarrierOffer action={update.action} />
    </div>
  );
}

interface VerbMenuProps {
  title: string;
  offered: readonly Choice[];
  onChoose(choice: Choice): void;
}

function VerbMenu({ title, offered, onChoose }: VerbMenuProps) {
  const { t } = useTranslation('actions');
  return (
    <NativeSelect
      aria-label={t('menu_of', { title })}
      value=""
      data={[
        { value: '', label: t('menu'), disabled: true },
        ...offered.map((verb) => ({ value: verb, label: t(`verb.${verb}`) })),
      ]}
      onChange={(event) => {
        const chosen = offered.find((verb) => verb === event.currentTarget.value);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}

/** A blocked action offers to become a barrier, already filled in. */
function BarrierOffer({ action: { id, state, abilities, networkId, blockedReason } }: { action: ActionView }) {
  const { t } = useTranslation('actions');
  if (state !== 'blocked') return null;
  return (
    <div className={classes['barrier']}>
      {blockedReason ? <p>{t('blocked_by', { reason: blockedReason })}</p> : null}
      {networkId && abilities.includes('canRaiseEscalation') ? (
        <Link href={`/asks/new?action=${id}`}>{t('raise_barrier')}</Link>
      ) : null}
    </div>
  );
}

interface SayingProps {
  action: ActionView;
  choice: Choice;
  update: ReturnType<typeof useActionUpdate>;
  onDone(): void;
}

const blank = { note: '' };

function Saying({ action, choice, update, onDone }: SayingProps) {
  const { t } = useTranslation('actions');
  const verb = choice === 'note' ? null : choice;
  const place = useRef<HTMLDivElement>(null);
  const form = useForm({
    key: `action-update:${action.id}:${choice}`,
    document: UpdateAction,
    label: t('update.label', { title: action.title }),
    touches: ['action'],
    row: { id: action.id },
    blank,
    input: ({ note }) => ({ verb, note: note.trim() }),
  });

  useEffect(() => {
    place.current?.querySelector('textarea')?.focus();
  }, []);

  return (
    <div ref={place} className={classes['place']}>
      <Form
        form={form}
        className={classes['saying']}
        label={t('verb_of', { verb: t(`verb.${choice}`), title: action.title })}
        onKept={() => {
          update.show({ verb, note: form.value.note.trim() });
          onDone();
        }}
      >
        <ProseField form={form} name="note" label={t(`ask.${choice}`)} required={needsNote(action, verb)} />
        <div className={classes['verbs']}>
          <Button type="submit" loading={form.state === 'saving'} disabled={!form.ready}>
            {t(`keep.${choice}`)}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('cancel')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
