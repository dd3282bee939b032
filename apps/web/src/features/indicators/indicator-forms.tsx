import { MemberField, OutcomeField } from '../../shared/choices/rows-to-choose.tsx';
import { useTranslation } from 'react-i18next';
import { directions, indicatorLevels } from '@throughline/domain/vocabulary';
import { DayField, ProseField, SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { fields, useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { type IndicatorDetail } from './operations.ts';

const EditIndicatorMutation = graphql(`
  mutation EditIndicator($input: EditIndicatorInput!) {
    editIndicator(input: $input) {
      id
      version
      name
      level
      direction
      unit
      outcomeId
      ownerMemberId
    }
  }
`);
const ReviseDefinitionMutation = graphql(`
  mutation ReviseDefinition($input: ReviseDefinitionInput!) {
    reviseDefinition(input: $input) {
      id
      definitions {
        id
        number
        definition
        rationale
        source
        sourceUrl
        license
        breaksOn
        createdAt
      }
    }
  }
`);
const RetireIndicatorMutation = graphql(`
  mutation RetireIndicator($input: RetireIndicatorInput!) {
    retireIndicator(input: $input) {
      id
      version
      retiredAt
    }
  }
`);

interface FormProps {
  indicator: IndicatorDetail;
  onClose(): void;
}

const touches = ['indicator', 'indicator_definition'];

/** Changes name, outcome, level, direction, unit and who looks after it. */
export function EditIndicator({ indicator, onClose }: FormProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const form = useForm({
    key: `indicator:${indicator.id}`,
    document: EditIndicatorMutation,
    label: t('edit.title'),
    touches,
    row: indicator,
    read: fields('name', 'outcomeId', 'level', 'direction', 'unit', 'ownerMemberId'),
  });
  return (
    <FormDialog form={form} title={t('edit.title')} save={t('edit.save')} onClose={onClose}>
      <TextField form={form} name="name" label={t('field.name')} required />
      <OutcomeField form={form} name="outcomeId" label={t('field.outcomeId')} known={indicator.outcome} required />
      <SelectField
        form={form}
        name="direction"
        label={t('field.direction')}
        options={directions.map((word) => ({ value: word, label: t(`words:direction.${word}`) }))}
      />
      <TextField form={form} name="unit" label={t('field.unit')} hint={t('hint.unit')} />
      <SelectField
        form={form}
        name="level"
        label={t('field.level')}
        options={indicatorLevels.map((word) => ({ value: word, label: t(`words:indicator_level.${word}`) }))}
      />
      <MemberField
        form={form}
        name="ownerMemberId"
        label={t('field.ownerMemberId')}
        known={indicator.owner ?? undefined}
        none={t('owner.nobody')}
      />
    </FormDialog>
  );
}

type Definition = Pick<
  IndicatorDetail['definitions'][number],
  'number' | 'definition' | 'rationale' | 'source' | 'sourceUrl' | 'license'
>;

const noDefinition: Definition = { number: 0, definition: '', rationale: '', source: '', sourceUrl: '', license: '' };

/** The words of a definition; `number` says which one they were written after. */
const definitionWords = ({ number, definition, rationale, source, sourceUrl, license }: Definition) => ({
  number,
  definition,
  rationale,
  source,
  sourceUrl,
  license,
  breaksOn: null as string | null,
});

/** Says anew what the indicator means, from a day on that the chart shows when the numbers no longer compare. */
export function ReviseDefinition({ indicator, onClose }: FormProps) {
  const { t } = useTranslation('indicators');
  const form = useForm({
    key: `definition:${indicator.id}`,
    document: ReviseDefinitionMutation,
    label: t('revise.title'),
    touches,
    blank: definitionWords(indicator.definitions[0] ?? noDefinition),
    read: (current) => definitionWords({ ...noDefinition, ...current }),
    input: (value) => ({ indicatorId: indicator.id, ...value }),
  });
  return (
    <FormDialog form={form} title={t('revise.title')} save={t('revise.save')} onClose={onClose}>
      <ProseField form={form} name="definition" label={t('field.definition')} hint={t('hint.definition')} required />
      <DayField form={form} name="breaksOn" label={t('field.breaksOn')} hint={t('hint.breaksOn')} />
      <ProseField form={form} name="rationale" label={t('field.rationale')} />
      <TextField form={form} name="source" label={t('field.source')} />
      <TextField form={form} name="sourceUrl" type="url" label={t('field.sourceUrl')} hint={t('hint.sourceUrl')} />
      <TextField form={form} name="license" label={t('field.license')} hint={t('hint.license')} />
    </FormDialog>
  );
}

const noReason = { reason: '' };

/** Ends an indicator, with the reason. */
export function RetireIndicator({ indicator, onClose }: FormProps) {
  const { t } = useTranslation('indicators');
  const form = useForm({
    key: `retire:${indicator.id}`,
    document: RetireIndicatorMutation,
    label: t('retire.title'),
    touches,
    row: indicator,
    blank: noReason,
  });
  return (
    <FormDialog form={form} title={t('retire.title')} save={t('retire.save')} onClose={onClose}>
      <p>{t('retire.note')}</p>
      <ProseField form={form} name="reason" label={t('field.reason')} required />
    </FormDialog>
  );
}
