import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Copied } from './copied.tsx';
import { AddReadKey, type ReadKey, readKeyKinds, ReadKeys, RetireReadKey } from './export-operations.ts';
import { makeReadKey, type ReadKeySecret } from './read-key.ts';
import classes from './exports.module.css';

interface PartProps {
  /** The key that was made on this page, which nobody can show again. */
  made: string | undefined;
  onMade(key: string): void;
}

/** Keys for scripts: one's own, for the director everybody's. */
export function ReadKeysPart({ made, onMade }: PartProps) {
  const { t } = useTranslation('exports');
  const can = useCan();
  const [secret, setSecret] = useState<ReadKeySecret>();
  const [failed, setFailed] = useState(false);
  const begin = () =>
    makeReadKey().then(
      (ready) => {
        setFailed(false);
        setSecret(ready);
      },
      () => setFailed(true),
    );
  return (
    <Section title={t('keys.title')} id="keys">
      <p className={classes['quiet']}>{t('keys.lead')}</p>
      {made ? (
        <div className={classes['made']}>
          <output>{t('keys.made')}</output>
          <Copied text={made} label={t('keys.key')} />
        </div>
      ) : null}
      {can('canAddReadKey') ? (
        <div>
          <Button variant="default" onClick={() => void begin()}>
            {t('keys.add')}
          </Button>
        </div>
      ) : (
        <p>{t('keys.reader')}</p>
      )}
      {failed ? <p role="alert">{t('keys.insecure')}</p> : null}
      <DataList
        query={ReadKeys}
        variables={{}}
        kinds={readKeyKinds}
        label={t('keys.title')}
        page={(data) => data.readKeys}
        empty={<Empty sentence={t('keys.empty')} way="none" />}
        row={(key) => <KeyRow key={key.id} readKey={key} />}
      />
      {secret ? (
        <AddKey
          secret={secret}
          onClose={() => setSecret(undefined)}
          onAdded={() => {
            onMade(secret.key);
            setSecret(undefined);
          }}
        />
      ) : null}
    </Section>
  );
}

function KeyRow({ readKey: { id, name, owner, isOwn, createdAt } }: { readKey: ReadKey }) {
  const { t } = useTranslation('exports');
  const { day } = useFormat();
  const retire = useAct({ document: RetireReadKey, label: t('keys.retire'), touches: readKeyKinds, row: { id } });
  return (
    <li className={classes['row']}>
      <div>
        <span>{name}</span> <small>{[isOwn ? '' : owner, day(createdAt)].filter(Boolean).join(' · ')}</small>
      </div>
      <Button
        variant="subtle"
        loading={retire.state === 'saving'}
        onClick={() => void retire.run()}
        aria-label={t('keys.retire_of', { name })}
      >
        {t('keys.retire')}
      </Button>
      <ProblemLine problem={retire.problem} />
    </li>
  );
}

const blank = { name: '' };

function AddKey({ secret, onAdded, onClose }: { secret: ReadKeySecret; onAdded(): void; onClose(): void }) {
  const { t } = useTranslation('exports');
  const form = useForm({
    key: 'read-key',
    document: AddReadKey,
    label: t('keys.add'),
    touches: readKeyKinds,
    blank,
    input: ({ name }) => ({ name, keyHash: secret.keyHash }),
  });
  return (
    <FormDialog form={form} title={t('keys.add')} save={t('keys.save')} onClose={onClose} onKept={onAdded}>
      <TextField form={form} name="name" label={t('keys.name')} hint={t('keys.name_hint')} required />
    </FormDialog>
  );
}
