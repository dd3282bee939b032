import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/fields.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { disclosureKinds, EditRules, type ShownDisclosure } from './operations.ts';

interface RulesFormProps {
  indicator: DisclosedIndicator;
  disclosure: ShownDisclosure;
  onClose(): void;
}

/** Whether counts are shown, and whether a count is about people; with what the choice leads to. */
export function RulesForm({ indicator, disclosure, onClose }: RulesFormProps) {
  const { t } = useTranslation('disclosure');
  const { countsPublished, countsPeople, minimum } = disclosure;
  const shown = useMemo(() => ({ countsPublished, countsPeople }), [countsPublished, countsPeople]);
  const draft = useDraft(`disclosure:${indicator.id}`, shown);
  const write = useWrite(EditRules, { label: t('rules.change'), touches: [...disclosureKinds] });
  const choice = (key: keyof typeof shown) => ({
    label: t(`form.${key}`),
    value: draft.value[key] ? 'yes' : 'no',
    onChange: (value: string) => draft.set({ ...draft.value, [key]: value === 'yes' }),
    error: write.fieldErrors[key],
    readOnly: !draft.ready,
    options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`form.${key}_${value}`) })),
  });
  return (
    <FormDialog
      title={t('rules.change')}
      save={t('form.save')}
      write={write}
      draft={draft}
      versioned
      input={() => ({ id: indicator.id, version: indicator.version, ...draft.value })}
      fieldLabel={(key) => t(`form.${key as keyof typeof shown}`)}
      show={(key, value) => t(`form.${key as keyof typeof shown}_${value === true ? 'yes' : 'no'}`)}
      onClose={onClose}
    >
      <ChoiceField
        {...choice('countsPublished')}
        hint={t(draft.value.countsPublished ? 'rules.counts_yes' : 'rules.counts_no', { minimum })}
      />
      {indicator.measureType === 'count' ? (
        <ChoiceField
          {...choice('countsPeople')}
          hint={t(draft.value.countsPeople ? 'rules.people_yes' : 'rules.people_no', { most: minimum - 1 })}
        />
      ) : null}
      <p style={{ margin: 0 }}>{t('rules.anew')}</p>
    </FormDialog>
  );
}
