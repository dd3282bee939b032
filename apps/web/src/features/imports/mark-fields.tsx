import { useState } from 'react';
import { Button } from '@mantine/core';
import { markStatuses, type MarkStatus } from '@throughline/source-files/mapping/marks';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextLine } from '../../shared/form/fields.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { withField, withItem } from './change.ts';
import { Filters } from './filter-field.tsx';
import { marksIn } from './import-json.ts';
import type { MappingFormProps } from './mapping-fields.tsx';
import { useTakenIn } from './use-taken-in.ts';
import classes from './imports.module.css';

const isStatus = (value: string): value is MarkStatus => (markStatuses as readonly string[]).includes(value);

const isOfMarks = (path: string): boolean => path.startsWith('mapping.marks');

/** How each mark in the number columns is read, and what an empty cell means. */
export function MarkFields({ mapping, onChange, seen, errors }: MappingFormProps) {
  const { t } = useTranslation(['imports', 'words']);
  const { number } = useFormat();
  const marks = marksIn(mapping, seen.profiles);
  const statuses = markStatuses.map((status) => ({ value: status, label: t(`words:observation_status.${status}`) }));
  const ruleOf = (text: string) => mapping.marks.find((mark) => mark.text.toLowerCase() === text.toLowerCase());
  const statusOf = (text: string) => ruleOf(text)?.status ?? '';
  const setMark = (text: string, status: string) => {
    const rest = mapping.marks.filter((mark) => mark.text.toLowerCase() !== text.toLowerCase());
    const { when } = ruleOf(text) ?? {};
    onChange({ ...mapping, marks: isStatus(status) ? [...rest, { text, status, ...(when && { when }) }] : rest });
  };
  const setBlank = (value: string) => {
    const blank: ImportMapping['blank'] = isStatus(value) || value === 'zero' ? value : 'problem';
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
          name="blank"
          label={t('marks.blank')}
          error={errors['mapping.blank']}
          value={mapping.blank}
          onChange={setBlank}
          options={[
            { value: 'problem', label: t('marks.problem') },
            ...statuses,
            { value: 'zero', label: t('marks.zero') },
          ]}
        />
      </div>
      <details className={classes['folded']} {...(Object.keys(errors).some(isOfMarks) && { open: true })}>
        <summary>
          <strong>{t('marks.more')}</strong> <span className={classes['quiet']}>{t('marks.more_when')}</span>
        </summary>
        <div className={classes['group']}>
          {mapping.marks.map((mark, at) => (
            <div key={`${mark.text} ${String(at)}`} className={classes['rule']}>
              <strong>
                {t('marks.one', { mark: mark.text, status: t(`words:observation_status.${mark.status}`) })}
              </strong>
              <Filters
                label={t('marks.only')}
                filters={mark.when ?? []}
                seen={seen}
                onFilters={(when) => {
                  const next = withField(mark, 'when', when.length > 0 ? when : undefined);
                  onChange({ ...mapping, marks: withItem(mapping.marks, at, next) });
                }}
              />
              <div className={classes['buttons']}>
                <Button
                  variant="subtle"
                  onClick={() => onChange({ ...mapping, marks: withItem(mapping.marks, at, null) })}
                >
                  {t('marks.remove', { mark: mark.text })}
                </Button>
              </div>
            </div>
          ))}
          <NewMark
            onMark={(text) => onChange({ ...mapping, marks: [...mapping.marks, { text, status: 'not_reported' }] })}
          />
        </div>
      </details>
    </fieldset>
  );
}

/** A mark that stands too late in the file to have been seen, or a number that is one. */
function NewMark({ onMark }: { onMark(text: string): void }) {
  const { t } = useTranslation(['imports', 'words']);
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onMark(text.trim());
    setText('');
  };
  const takenIn = useTakenIn(add);
  return (
    <div className={classes['pair']} {...takenIn}>
      <TextLine label={t('marks.new')} hint={t('marks.new_hint')} value={text} onChange={setText} />
      <Button variant="default" disabled={text.trim() === ''} onClick={add}>
        {t('marks.add')}
      </Button>
    </div>
  );
}
