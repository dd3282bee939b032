import { PopulationField } from '../../shared/populations/population-field.tsx';
import { PlaceField } from '../../shared/places/place-field.tsx';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { ChecksField, DayField, NumberField, ProseField, SelectField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useAct } from '../../shared/form/use-act.ts';
import { type Form as FormOf, useForm } from '../../shared/form/use-form.ts';
import { graphql } from '../../shared/server/graphql.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { type AimChoice, AimChoices, charterKinds, type ShownCharter } from './charter-query.ts';
import { inputOf, wordsOf, type CharterWords } from './charter-words.ts';
import classes from './charters.module.css';

// Every field of the form comes back: a new version beside an old field would be edited, and the field lost, next time.
const EditCharter = graphql(`
  mutation EditCharter($input: EditCharterInput!) {
    editCharter(input: $input) {
      id
      version
      state
      aimIndicatorId
      aimIndicatorName
      aimMeasureType
      aimUnit
      aimPopulationId
      aimPopulationName
      aimPlaceId
      aimPlaceName
      aimFrom
      aimBaselineOn
      aimTo
      aimBy
      scope
      sphereOfControl
      agreements
      priorityPopulationIds
      priorityPopulationNames
      aimProblems {
        part
        code
      }
    }
  }
`);
const SubmitCharter = graphql(`
  mutation SubmitCharter($input: SubmitCharterInput!) {
    submitCharter(input: $input) {
      id
      version
      state
    }
  }
`);

/** The draft as a form. What is typed stays on this device until it is saved. */
export function CharterForm({ charter }: { charter: ShownCharter }) {
  const { t } = useTranslation('charters');
  const { id, version, networkId } = charter;
  const form = useForm({
    key: `charter:${id}`,
    document: EditCharter,
    label: t('save'),
    touches: charterKinds,
    row: charter,
    read: wordsOf,
    input: inputOf,
  });
  const submission = useAct({
    document: SubmitCharter,
    label: t('submit'),
    touches: charterKinds,
    row: { id, version },
    after: form,
  });
  const screen = useScreen(AimChoices, { networkId }, ['indicator', 'population', 'place']);
  return (
    <Screen state={screen}>
      {({ aimChoices }) => (
        <Form form={form} className={classes['form']}>
          <AimFields form={form} choices={aimChoices} />
          <Priorities form={form} populations={aimChoices.populations} />
          {(['scope', 'sphereOfControl', 'agreements'] as const).map((name) => (
            <ProseField key={name} form={form} name={name} label={t(`field.${name}`)} hint={t(`hint.${name}`)} />
          ))}
          <Missing charter={charter} dirty={form.dirty} />
          <ProblemLine problem={submission.problem} />
          <FormButtons form={form} save={t('save')} variant="default">
            <Button
              onClick={() => void submission.run()}
              loading={submission.state === 'saving'}
              disabled={!form.ready}
            >
              {t('submit')}
            </Button>
          </FormButtons>
        </Form>
      )}
    </Screen>
  );
}

/** What is still missing for the review, of what is saved. */
function Missing({ charter, dirty }: { charter: ShownCharter; dirty: boolean }) {
  const { t } = useTranslation('charters');
  const textOf = useCodeText('charters');
  if (dirty || charter.aimProblems.length === 0) return null;
  return (
    <div className={classes['missing']}>
      <p>{t('missing')}</p>
      <ul>
        {charter.aimProblems.map(({ part, code }) => (
          <li key={part}>{textOf(`problem.${code}`, code)}</li>
        ))}
      </ul>
    </div>
  );
}

const optionsFrom = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

function AimFields({ form, choices }: { form: FormOf<CharterWords>; choices: AimChoice }) {
  const { t } = useTranslation(['charters', 'words']);
  const indicator = choices.indicators.find(({ id }) => id === form.value.aimIndicatorId);
  const unit = indicator ? (indicator.measureType === 'proportion' ? t('percent') : indicator.unit) : '';
  return (
    <fieldset className={classes['aim']}>
      <legend>{t('aim')}</legend>
      <SelectField
        form={form}
        name="aimIndicatorId"
        label={t('field.aimIndicatorId')}
        options={optionsFrom(choices.indicators)}
        none={t('choose')}
        also={(chosen) => {
          // Home has nothing to show of it: the aim begins where there are numbers.
          const aimPlaceId = choices.indicators.find(({ id }) => id === chosen)?.placeBesideHomeId;
          return aimPlaceId && form.value.aimPlaceId === null ? { aimPlaceId } : {};
        }}
      />
      <PopulationField form={form} name="aimPopulationId" label={t('field.aimPopulationId')} none={t('everybody')} />
      <PlaceField form={form} name="aimPlaceId" label={t('field.aimPlaceId')} none={t('home')} />
      <NumberField form={form} name="aimFrom" label={t('field.aimFrom')} hint={unit} />
      <DayField form={form} name="aimBaselineOn" label={t('field.aimBaselineOn')} hint={t('baseline_hint')} />
      <NumberField form={form} name="aimTo" label={t('field.aimTo')} hint={unit} />
      <DayField form={form} name="aimBy" label={t('field.aimBy')} />
    </fieldset>
  );
}

interface PrioritiesProps {
  form: FormOf<CharterWords>;
  populations: readonly { id: string; name: string; isKey: boolean }[];
}

/** The partnership's key populations, and whichever else was chosen before. */
function Priorities({ form, populations }: PrioritiesProps) {
  const { t } = useTranslation('charters');
  const chosen = form.value.priorityPopulationIds;
  const offered = populations.filter(({ id, isKey }) => isKey || chosen.includes(id));
  if (offered.length === 0) return null;
  return (
    <ChecksField
      form={form}
      name="priorityPopulationIds"
      label={t('field.priorityPopulationIds')}
      options={optionsFrom(offered)}
    />
  );
}
