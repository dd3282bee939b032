import { markStatuses, type MarkStatus } from '@throughline/domain/imports/marks';
import type { ImportMapping } from '@throughline/domain/imports/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../shared/fields.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { marksIn } from './import-json.ts';
import type { MappingFormProps } from './mapping-fields.tsx';
import classes from './imports.module.css';

const isStatus = (value: string): value is MarkStatus => (markStatuses as readonly string[]).includes(value);

/** How each mark in the number columns is read, and what an empty cell means. */
export function MarkFields({ mapping, onChange, seen, errors }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const marks = marksIn(mapping, seen.profiles);
  const statuses = markStatuses.map((status) => ({ value: status, label: t(`words:observation_status.${status}`) }));
  const statusOf = (text: string) =>
    mapping.marks.find((mark) => mark.text.toLowerCase() === text.toLowerCase())?.status ?? '';
  const setMark = (text: string, status: string) => {
    const rest = mapping.marks.filter((mark) => mark.text.toLowerCase() !== text.toLowerCase());
    onChange({ ...mapping, marks: isStatus(status) ? [...rest, { text, status }] : rest });
  };
  const setBlank = (value: string) => {
    const blank: ImportMapping['blank'] = isStatus(value) ? value : 'problem';
    onChange({ ...mapping, blank });
  };
  return (
    <fieldset className={classes['group']}>
      <legend>{t('marks.title')}</legend>
      <div className={classes['fields']}>
        {marks.map(({ text, count }) => (
          <ChoiceField
            key={text}
            label={t('marks.mark', { mark: text })}
            hint={t('marks.times', { count, shown: number(count) })}
            value={statusOf(text)}
            onChange={(status) => setMark(text, status)}
            options={[{ value: '', label: t('marks.problem') }, ...statuses]}
          />
        ))}
        <ChoiceField
          label={t('marks.blank')}
          error={errors['mapping.blank']}
          value={mapping.blank}
          onChange={setBlank}
          options={[{ value: 'problem', label: t('marks.problem') }, ...statuses]}
        />
      </div>
    </fieldset>
  );
}
