import { useTranslation } from 'react-i18next';
import { ProseField, RadioField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { Section } from '../../shared/frame/page.tsx';
import { cycleKinds, RecordDo, type CycleShown } from './cycle-operations.ts';
import { Facts } from './facts.tsx';
import { useOpenForm } from './open-forms.tsx';

const doOf = ({ whatHappened, carriedOutAsPlanned, deviations }: CycleShown) => ({
  whatHappened,
  carriedOutAsPlanned: carriedOutAsPlanned === null ? null : String(carriedOutAsPlanned),
  deviations,
});

/** What happened; a form while the cycle is in Do or holds text that was not saved, facts otherwise. */
export function DoSection({ cycle }: { cycle: CycleShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const form = useForm({
    key: `cycle-do:${cycle.id}`,
    document: RecordDo,
    label: t('do.label'),
    touches: cycleKinds,
    row: cycle,
    read: doOf,
    input: ({ carriedOutAsPlanned, ...texts }) => ({
      ...texts,
      carriedOutAsPlanned: carriedOutAsPlanned === null ? null : carriedOutAsPlanned === 'true',
    }),
  });
  useOpenForm(form);
  const { value } = form;
  const asPlanned =
    value.carriedOutAsPlanned === null
      ? ''
      : t(value.carriedOutAsPlanned === 'true' ? 'do.as_planned' : 'do.otherwise');
  const answers = [
    { value: 'true', label: t('do.as_planned') },
    { value: 'false', label: t('do.otherwise') },
  ];
  return (
    <Section title={t('words:cycle_stage.do')}>
      <div id="do" />
      {(cycle.stage === 'do' || form.dirty) && cycle.abilities.includes('canLogCycle') ? (
        <Form form={form} label={t('words:cycle_stage.do')}>
          <ProseField form={form} name="whatHappened" label={t('field.whatHappened')} />
          <RadioField form={form} name="carriedOutAsPlanned" label={t('field.carriedOutAsPlanned')} options={answers} />
          {value.carriedOutAsPlanned === 'false' ? (
            <ProseField form={form} name="deviations" label={t('field.deviations')} />
          ) : null}
          <FormButtons form={form} save={t('save')} variant="default" />
        </Form>
      ) : (
        <Facts
          facts={[
            [t('field.whatHappened'), cycle.whatHappened],
            [t('field.carriedOutAsPlanned'), asPlanned],
            [t('field.deviations'), cycle.deviations],
          ]}
          empty={t(cycle.stage === 'plan' ? 'do.to_come' : 'do.empty')}
        />
      )}
    </Section>
  );
}
