import { isWritten } from '@throughline/domain/lifecycle';
import { isShareOfPeople } from '@throughline/domain/shares';
import { useTranslation } from 'react-i18next';
import { ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { disclosureKinds, EditRules, type ShownDisclosure } from './operations.ts';

interface RulesFormProps {
  indicator: DisclosedIndicator;
  disclosure: ShownDisclosure;
  onClose(): void;
}

type Rules = Pick<ShownDisclosure, 'countsPublished' | 'countsPeople' | 'largeGroupsReason'>;

const yesOrNo = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');
const rulesWords = ({ countsPublished, countsPeople, largeGroupsReason }: Rules) => ({
  countsPublished: yesOrNo(countsPublished),
  countsPeople: yesOrNo(countsPeople),
  largeGroupsReason: largeGroupsReason ?? '',
});
const rulesInput = (words: ReturnType<typeof rulesWords>) => ({
  countsPublished: words.countsPublished === 'yes',
  countsPeople: words.countsPeople === 'yes',
  largeGroupsReason: isWritten(words.largeGroupsReason) ? words.largeGroupsReason : null,
});

/**
 * Whether counts are shown, whether a count is about people, and why groups are large whose people nobody counted; with
 * what the choice leads to.
 */
export function RulesForm({ indicator, disclosure, onClose }: RulesFormProps) {
  const { t } = useTranslation('disclosure');
  const { minimum } = disclosure;
  const form = useForm({
    key: `disclosure:${indicator.id}`,
    document: EditRules,
    label: t('rules.change'),
    touches: disclosureKinds,
    row: { ...disclosure, id: indicator.id, version: indicator.version },
    read: rulesWords,
    input: rulesInput,
  });
  const options = (name: 'countsPublished' | 'countsPeople') =>
    (['yes', 'no'] as const).map((value) => ({ value, label: t(`form.${name}_${value}`) }));
  return (
    <FormDialog form={form} title={t('rules.change')} save={t('form.save')} onClose={onClose}>
      <SelectField
        form={form}
        name="countsPublished"
        label={t('form.countsPublished')}
        options={options('countsPublished')}
        hint={t(form.value.countsPublished === 'yes' ? 'rules.counts_yes' : 'rules.counts_no', { minimum })}
      />
      {indicator.measureType === 'count' ? (
        <SelectField
          form={form}
          name="countsPeople"
          label={t('form.countsPeople')}
          options={options('countsPeople')}
          hint={t(form.value.countsPeople === 'yes' ? 'rules.people_yes' : 'rules.people_no', { most: minimum - 1 })}
        />
      ) : null}
      {isShareOfPeople(indicator.measureType) ? (
        <ProseField
          form={form}
          name="largeGroupsReason"
          label={t('form.largeGroupsReason')}
          hint={t('form.largeGroupsReason_hint')}
          rows={2}
        />
      ) : null}
      <p style={{ margin: 0 }}>{t('rules.anew')}</p>
    </FormDialog>
  );
}
