import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLine } from '../../shared/form/fields.tsx';
import { withField } from './change.ts';
import type { MappingFormProps } from './mapping-fields.tsx';
import { useTakenIn } from './use-taken-in.ts';
import classes from './imports.module.css';

/** Published names that mean one of ours, codes that lost their zeros, and what everybody is called. */
export function NameFields({ mapping, onChange, seen, errors }: MappingFormProps) {
  const { t } = useTranslation('imports');
  const { place, population } = mapping;
  const labels = seen.profiles
    .filter(({ column }) => population.columns.includes(column))
    .flatMap(({ frequent }) => frequent.map(({ text }) => text));
  return (
    <>
      <Aliases
        title={t('names.populations')}
        aliases={population.aliases}
        onAliases={(aliases) => onChange({ ...mapping, population: { ...population, aliases } })}
      />
      {labels.length > 0 ? (
        <fieldset className={classes['group']}>
          <legend>{t('names.everybody')}</legend>
          <div className={classes['fields']}>
            {[...new Set([...population.all, ...labels])].slice(0, 24).map((label) => (
              <label key={label} className={classes['check']}>
                <input
                  type="checkbox"
                  checked={population.all.includes(label)}
                  onChange={(event) => {
                    const rest = population.all.filter((each) => each !== label);
                    const all = event.currentTarget.checked ? [...rest, label] : rest;
                    onChange({ ...mapping, population: { ...population, all } });
                  }}
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <Aliases
        title={t('names.places')}
        aliases={place.aliases ?? {}}
        onAliases={(aliases) =>
          onChange({
            ...mapping,
            place: withField(place, 'aliases', Object.keys(aliases).length > 0 ? aliases : undefined),
          })
        }
      />
      <div className={classes['fields']}>
        <TextLine
          label={t('names.code_length')}
          hint={t('names.code_length_hint')}
          type="number"
          error={errors['mapping.place.codeLength']}
          value={place.codeLength === undefined ? '' : String(place.codeLength)}
          onChange={(value) => {
            const length = value === '' ? undefined : Number(value);
            onChange({ ...mapping, place: withField(place, 'codeLength', length) });
          }}
        />
        <TextLine
          label={t('names.dimension')}
          hint={t('names.dimension_hint')}
          value={population.dimension ?? ''}
          onChange={(dimension) =>
            onChange({ ...mapping, population: withField(population, 'dimension', dimension || undefined) })
          }
        />
        <TextLine
          label={t('names.constant')}
          hint={t('names.constant_hint')}
          value={population.constant.join(', ')}
          onChange={(text) =>
            onChange({ ...mapping, population: { ...population, constant: text === '' ? [] : text.split(/,\s*/) } })
          }
        />
      </div>
    </>
  );
}

interface AliasesProps {
  title: string;
  aliases: Record<string, string>;
  onAliases(aliases: Record<string, string>): void;
}

/** Published name → what we call it; each can be corrected or taken away. */
function Aliases({ title, aliases, onAliases }: AliasesProps) {
  const { t } = useTranslation('imports');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const without = (name: string) => Object.fromEntries(Object.entries(aliases).filter(([each]) => each !== name));
  const add = () => {
    if (from.trim() === '' || to.trim() === '') return;
    onAliases({ ...aliases, [from.trim()]: to.trim() });
    setFrom('');
    setTo('');
  };
  const takenIn = useTakenIn(add);
  return (
    <fieldset className={classes['group']}>
      <legend>{title}</legend>
      {Object.entries(aliases).map(([published, ours]) => (
        <div key={published} className={classes['pair']}>
          <TextLine
            label={t('names.means', { label: published })}
            value={ours}
            onChange={(value) => onAliases({ ...aliases, [published]: value })}
          />
          <Button variant="subtle" onClick={() => onAliases(without(published))}>
            {t('names.take_away', { label: published })}
          </Button>
        </div>
      ))}
      <div className={classes['pair']} {...takenIn}>
        <TextLine label={t('names.from')} value={from} onChange={setFrom} />
        <TextLine label={t('names.to')} value={to} onChange={setTo} />
        <Button variant="default" onClick={add}>
          {t('names.add')}
        </Button>
      </div>
    </fieldset>
  );
}
