import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { SaveChip } from '../../shared/states/save-state.tsx';
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

const noVerdict = { verdict: 'agree' as 'agree' | 'object', comment: '' };
const noReason = { reason: '' };

/** A member with a seat says agree or object. */
export function SignOffForm({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  const form = useForm({
    key: `sign-off:${charter.id}`,
    document: SignOff,
    label: t('sign_off'),
    touches: charterKinds,
    blank: noVerdict,
    input: (value) => ({ charterId: charter.id, ...value }),
  });
  if (!can('canSignOff', charter)) return null;
  const say = (verdict: 'agree' | 'object') => {
    form.set({ verdict });
    void form.save();
  };
  return (
    <Form form={form} label={t('sign_off')} className={classes['form']}>
      <ProseField form={form} name="comment" label={t('comment')} hint={t('comment_hint')} />
      <div className={classes['buttons']}>
        <Button disabled={!form.ready} onClick={() => say('agree')}>
          {t('agree')}
        </Button>
        <Button variant="default" disabled={!form.ready} onClick={() => say('object')}>
          {t('object')}
        </Button>
        <SaveChip state={form.state} draft={form.dirty} />
      </div>
    </Form>
  );
}

/** Adopt, return, retire: with one reason field, because the rule says which of them need it. */
export function CharterMoves({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  const ways = {
    adopt: { document: AdoptCharter, label: t('verb.adopt') },
    return: { document: ReturnCharter, label: t('verb.return') },
    retire: { document: RetireCharter, label: t('verb.retire') },
  };
  const form = useForm({
    key: `charter-move:${charter.id}`,
    ...ways.adopt,
    touches: [...charterKinds, 'network'],
    row: charter,
    blank: noReason,
    exactly: true,
  });
  if (!can('canAdoptCharter', charter)) return null;
  const isInReview = charter.state === 'in_review';
  const verbs = isInReview ? (['adopt', 'return', 'retire'] as const) : (['retire'] as const);
  return (
    <details className={classes['moves']} open={isInReview}>
      <summary>{t(isInReview ? 'decide' : 'end')}</summary>
      <Form form={form} label={t(isInReview ? 'decide' : 'end')} className={classes['form']}>
        <ProseField
          form={form}
          name="reason"
          label={t('reason')}
          hint={t(isInReview ? 'reason_hint' : 'reason_retire')}
        />
        <div className={classes['buttons']}>
          {verbs.map((verb) => (
            <Button
              key={verb}
              variant={verb === 'adopt' ? 'filled' : 'default'}
              disabled={!form.ready}
              onClick={() => void form.save(ways[verb])}
            >
              {t(`verb.${verb}`)}
            </Button>
          ))}
        </div>
      </Form>
    </details>
  );
}

/** Begins the next version of the charter in force. */
export function AmendForm({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const can = useCan();
  const form = useForm({
    key: `amend:${charter.id}`,
    document: AmendCharter,
    label: t('verb.amend'),
    touches: charterKinds,
    blank: noReason,
    input: (value) => ({ charterId: charter.id, ...value }),
  });
  if (!can('canEditCharter', charter)) return null;
  return (
    <details className={classes['moves']}>
      <summary>{t('amend')}</summary>
      <Form form={form} label={t('amend')} className={classes['form']}>
        <ProseField form={form} name="reason" label={t('field.amendmentReason')} required />
        <FormButtons form={form} save={t('verb.amend')} />
      </Form>
    </details>
  );
}
