import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { useCan } from '../../shared/abilities.ts';
import { TextArea } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { ProblemLine } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { charterKinds, type ShownCharter } from './charter-query.ts';
import classes from './charters.module.css';

const SignOff = graphql(`
  mutation SignOff($input: SignOffInput!) {
    signOff(input: $input) {
      id
      version
    }
  }
`);
const AdoptCharter = graphql(`
  mutation AdoptCharter($input: AdoptCharterInput!) {
    adoptCharter(input: $input) {
      id
      version
      state
    }
  }
`);
const ReturnCharter = graphql(`
  mutation ReturnCharter($input: ReturnCharterInput!) {
    returnCharter(input: $input) {
      id
      version
      state
    }
  }
`);
const RetireCharter = graphql(`
  mutation RetireCharter($input: RetireCharterInput!) {
    retireCharter(input: $input) {
      id
      version
      state
    }
  }
`);
const AmendCharter = graphql(`
  mutation AmendCharter($input: AmendCharterInput!) {
    amendCharter(input: $input) {
      id
      version
      state
    }
  }
`);

/** A member with a seat says agree or object. */
export function SignOffForm({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation(['charters', 'words']);
  const can = useCan();
  const draft = useDraft(`sign-off:${charter.id}`, '');
  const write = useWrite(SignOff, { label: t('sign_off'), touches: charterKinds });
  if (!can('canSignOff', charter)) return null;
  const say = async (verdict: 'agree' | 'object') => {
    const outcome = await write.run({ id: uuid(), charterId: charter.id, verdict, comment: draft.value });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <div className={classes['form']}>
      <TextArea
        label={t('comment')}
        hint={t('comment_hint')}
        value={draft.value}
        onChange={draft.set}
        readOnly={!draft.ready}
        error={write.fieldErrors['comment']}
      />
      <div className={classes['buttons']}>
        <Button onClick={() => void say('agree')}>{t('agree')}</Button>
        <Button variant="default" onClick={() => void say('object')}>
          {t('object')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <ProblemLine problem={write.problem} />
    </div>
  );
}

/** Adopt, return, retire: with one reason field, because the rule says which of them need it. */
export function CharterMoves({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  const [reason, setReason] = useState('');
  const writes = {
    adopt: useWrite(AdoptCharter, { label: t('verb.adopt'), touches: [...charterKinds, 'network'] }),
    return: useWrite(ReturnCharter, { label: t('verb.return'), touches: charterKinds }),
    retire: useWrite(RetireCharter, { label: t('verb.retire'), touches: charterKinds }),
  };
  if (!can('canAdoptCharter', charter)) return null;
  const verbs = charter.state === 'in_review' ? (['adopt', 'return', 'retire'] as const) : (['retire'] as const);
  const run = async (verb: keyof typeof writes) => {
    const outcome = await writes[verb].run({ id: charter.id, version: charter.version, reason });
    if (outcome.kind === 'saved') setReason('');
  };
  return (
    <details className={classes['moves']} open={charter.state === 'in_review'}>
      <summary>{t(charter.state === 'in_review' ? 'decide' : 'end')}</summary>
      <div className={classes['form']}>
        <TextArea
          label={t('reason')}
          hint={t(charter.state === 'in_review' ? 'reason_hint' : 'reason_retire')}
          value={reason}
          onChange={setReason}
        />
        <div className={classes['buttons']}>
          {verbs.map((verb) => (
            <Button key={verb} variant={verb === 'adopt' ? 'filled' : 'default'} onClick={() => void run(verb)}>
              {t(`verb.${verb}`)}
            </Button>
          ))}
        </div>
        {verbs.map((verb) => (
          <ProblemLine key={verb} problem={writes[verb].problem} />
        ))}
      </div>
    </details>
  );
}

/** Begins the next version of the charter in force. */
export function AmendForm({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  const draft = useDraft(`amend:${charter.id}`, '');
  const write = useWrite(AmendCharter, { label: t('verb.amend'), touches: charterKinds });
  if (!can('canEditCharter', charter)) return null;
  const amend = async () => {
    const outcome = await write.run({ id: uuid(), charterId: charter.id, reason: draft.value });
    if (outcome.kind === 'saved' || outcome.kind === 'waiting') draft.clear();
  };
  return (
    <details className={classes['moves']}>
      <summary>{t('amend')}</summary>
      <div className={classes['form']}>
        <TextArea
          label={t('field.amendmentReason')}
          value={draft.value}
          onChange={draft.set}
          readOnly={!draft.ready}
          error={write.fieldErrors['reason']}
        />
        <div className={classes['buttons']}>
          <Button onClick={() => void amend()}>{t('verb.amend')}</Button>
        </div>
        <ProblemLine problem={write.problem} />
      </div>
    </details>
  );
}
