import { useTranslation } from 'react-i18next';
import { SelectField } from '../../shared/form/bound-fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { disclosureKinds, EditRules, type ShownDisclosure } from './operations.ts';

interface RulesFormProps {
  indicator: DisclosedIndicator;
  disclosure: ShownDisclosure;
  onClose(): void;
}

type Rules = Pick<ShownDisclosure, 'countsPublished' | 'countsPeople'>;

const yesOrNo = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');
const rulesWords = ({ countsPublished, countsPeople }: Rules) => ({
  countsPublished: yesOrNo(countsPublished),
  countsPeople: yesOrNo(countsPeople),
});
const rulesInput = (words: ReturnType<typeof rulesWords>) => ({
  countsPublished: words.countsPublished === 'yes',
  countsPeople: words.countsPeople === 'yes',
});

/** Whether counts are shown, and whether a count is about people; with what the choice leads to. */
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
      <p style={{ margin: 0 }}>{t('rules.anew')}</p>
    </FormDialog>
  );
}
