import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../shared/form/bound-fields.tsx';
import { Form } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { useForm } from '../../shared/form/use-form.ts';
import { Dialog } from '../../shared/frame/dialog.tsx';
import { placeKinds } from '../../shared/places/place-query.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { ownSystem, useSystemName, useSystems } from './place-forms.tsx';
import {
  AddPlaceCode,
  ForgetPlaceCode,
  ForgetPlaceLabel,
  MapPlaceLabels,
  type Place,
  type PlaceCode,
  type PlaceLabel,
} from './place-operations.ts';
import classes from './places.module.css';

interface PlaceNamesProps {
  place: Place;
  manages: boolean;
  onClose(): void;
}

/** By what publishers mean a place: its codes, and how they write it; given and taken away. */
export function PlaceNames({ place, manages, onClose }: PlaceNamesProps) {
  const { t } = useTranslation('places');
  const canAdd = manages && place.retiredAt === null;
  return (
    <Dialog title={t('names.title', { name: place.shownName })} onClose={onClose}>
      <div className={classes['names']}>
        <section className={classes['part']} aria-label={t('names.codes')}>
          <h3>{t('names.codes')}</h3>
          <p className={classes['quiet']}>{place.codes.length > 0 ? t('names.codes_lead') : t('names.no_codes')}</p>
          <ul className={classes['list']}>
            {place.codes.map((code) => (
              <CodeRow key={code.id} code={code} manages={manages} />
            ))}
          </ul>
          {canAdd ? <AddCode place={place} /> : null}
        </section>
        <section className={classes['part']} aria-label={t('names.labels')}>
          <h3>{t('names.labels')}</h3>
          <p className={classes['quiet']}>{place.labels.length > 0 ? t('names.labels_lead') : t('names.no_labels')}</p>
          <ul className={classes['list']}>
            {place.labels.map((label) => (
              <LabelRow key={label.id} label={label} manages={manages} />
            ))}
          </ul>
          {canAdd ? <AddLabel place={place} /> : null}
        </section>
      </div>
    </Dialog>
  );
}

const noCode = { system: 'state_district', ownSystem: '', code: '' };

function AddCode({ place }: { place: Place }) {
  const { t } = useTranslation('places');
  const form = useForm({
    key: `place-code:${place.id}`,
    document: AddPlaceCode,
    label: t('names.add_code'),
    touches: placeKinds,
    blank: noCode,
    input: ({ system, ownSystem: own, code }) => ({
      placeId: place.id,
      code,
      system: system === ownSystem ? own : system,
    }),
  });
  return (
    <Form form={form} label={t('names.add_code')} className={classes['add']}>
      <TextField form={form} name="code" label={t('field.code')} hint={t('hint.code')} required />
      <SelectField form={form} name="system" label={t('field.system')} options={useSystems()} />
      {form.value.system === ownSystem ? (
        <TextField form={form} name="ownSystem" label={t('field.own_system')} required />
      ) : null}
      <Button type="submit" variant="default" loading={form.state === 'saving'} disabled={!form.ready}>
        {t('names.add_code')}
      </Button>
    </Form>
  );
}

function CodeRow({ code: { id, system, code, placeId }, manages }: { code: PlaceCode; manages: boolean }) {
  const { t } = useTranslation('places');
  const nameOf = useSystemName();
  const forget = useAct({ document: ForgetPlaceCode, label: t('names.forget'), touches: placeKinds, row: { id } });
  return (
    <li className={classes['one']}>
      <span>
        {code} <small className={classes['quiet']}>{nameOf(system)}</small>
      </span>
      {manages ? (
        <Button
          variant="subtle"
          loading={forget.state === 'saving'}
          onClick={() => void forget.run({ placeId })}
          aria-label={t('names.forget_of', { name: code })}
        >
          {t('names.forget')}
        </Button>
      ) : null}
      <ProblemLine problem={forget.problem} />
    </li>
  );
}

const noLabel = { label: '' };

function AddLabel({ place }: { place: Place }) {
  const { t } = useTranslation('places');
  const form = useForm({
    key: `place-label:${place.id}`,
    document: MapPlaceLabels,
    label: t('names.add_label'),
    touches: placeKinds,
    hasId: false,
    blank: noLabel,
    input: ({ label }) => ({ labels: [{ label, placeId: place.id }] }),
  });
  return (
    <Form form={form} label={t('names.add_label')} className={classes['add']}>
      <TextField form={form} name="label" label={t('field.label')} hint={t('hint.label')} required />
      <Button type="submit" variant="default" loading={form.state === 'saving'} disabled={!form.ready}>
        {t('names.add_label')}
      </Button>
    </Form>
  );
}

function LabelRow({ label: { id, label, placeId }, manages }: { label: PlaceLabel; manages: boolean }) {
  const { t } = useTranslation('places');
  const forget = useAct({ document: ForgetPlaceLabel, label: t('names.forget'), touches: placeKinds, row: { id } });
  return (
    <li className={classes['one']}>
      <span>{label}</span>
      {manages ? (
        <Button
          variant="subtle"
          loading={forget.state === 'saving'}
          onClick={() => void forget.run({ placeId })}
          aria-label={t('names.forget_of', { name: label })}
        >
          {t('names.forget')}
        </Button>
      ) : null}
      <ProblemLine problem={forget.problem} />
    </li>
  );
}
