import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { ChoiceField, DateField, TextArea, TextLine } from '../../shared/fields.tsx';
import { graphql } from '../../shared/graphql.ts';
import { useLiveQuery } from '../../shared/live.ts';
import { ProblemLine, ProblemView } from '../../shared/problem.tsx';
import { SaveChip } from '../../shared/save-state.tsx';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AimChoices, charterKinds, type ShownCharter } from './charter-query.ts';
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
  const draft = useDraft<CharterWords>(`charter:${charter.id}`, wordsOf(charter));
  const write = useWrite(EditCharter, { label: t('save'), touches: charterKinds });
  const submission = useWrite(SubmitCharter, { label: t('submit'), touches: charterKinds });
  const settled = (kind: string) => {
    if (kind === 'saved' || kind === 'waiting') draft.clear();
  };
  const save = async (): Promise<number | null> => {
    if (!draft.dirty) return charter.version;
    const input = { id: charter.id, version: charter.version, ...inputOf(draft.value) };
    const outcome = await write.run(input, inputOf(draft.base));
    settled(outcome.kind);
    return outcome.kind === 'saved' ? outcome.data.editCharter.version : null;
  };
  const submit = async () => {
    const version = await save();
    if (version !== null) await submission.run({ id: charter.id, version });
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Fields
        networkId={charter.networkId}
        words={draft.value}
        errors={write.fieldErrors}
        readOnly={!draft.ready}
        onChange={(changes) => draft.set({ ...draft.value, ...changes })}
      />
      <Missing charter={charter} dirty={draft.dirty} />
      <ProblemLine problem={write.problem} />
      <ProblemLine problem={submission.problem} />
      <div className={classes['buttons']}>
        <Button type="submit" variant="default" disabled={!draft.ready}>
          {t('save')}
        </Button>
        <Button onClick={() => void submit()} disabled={!draft.ready}>
          {t('submit')}
        </Button>
        <SaveChip state={write.state} draft={draft.dirty} />
      </div>
      <ConflictDialog
        conflict={write.conflict}
        fieldLabel={(field) => t(`field.${field}`)}
        onDismiss={write.dismiss}
        onSettle={(fields) => void write.resolve(fields).then(({ kind }) => settled(kind))}
      />
    </form>
  );
}

/** What is still missing for the review, of what is saved. */
function Missing({ charter, dirty }: { charter: ShownCharter; dirty: boolean }) {
  const { t } = useTranslation('charters');
  if (dirty || charter.aimProblems.length === 0) return null;
  return (
    <div className={classes['missing']}>
      <p>{t('missing')}</p>
      <ul>
        {charter.aimProblems.map(({ part, code }) => (
          <li key={part}>{t(`problem.${code}`)}</li>
        ))}
      </ul>
    </div>
  );
}

const options = (rows: readonly { id: string; name: string }[] | undefined, none: string) => [
  { value: '', label: none },
  ...(rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
];

interface FieldsProps {
  networkId: string;
  words: CharterWords;
  errors: Record<string, string>;
  readOnly: boolean;
  onChange(changes: Partial<CharterWords>): void;
}

function Fields({ networkId, words, errors, readOnly, onChange }: FieldsProps) {
  const { t } = useTranslation(['charters', 'words']);
  const [{ data, error }] = useLiveQuery(AimChoices, { networkId }, ['indicator', 'population', 'place']);
  const choices = data?.aimChoices;
  if (!choices && error) return <ProblemView problem={error} />;
  const indicator = choices?.indicators.find(({ id }) => id === words.aimIndicatorId);
  const unit = indicator ? (indicator.measureType === 'proportion' ? t('percent') : indicator.unit) : '';
  const common = (field: keyof CharterWords & string) => ({
    label: t(`field.${field}`),
    error: errors[field],
    readOnly,
  });
  return (
    <>
      <fieldset className={classes['aim']}>
        <legend>{t('aim')}</legend>
        <ChoiceField
          {...common('aimIndicatorId')}
          value={words.aimIndicatorId}
          options={options(choices?.indicators, t('choose'))}
          onChange={(value) => onChange({ aimIndicatorId: value })}
        />
        <ChoiceField
          {...common('aimPopulationId')}
          value={words.aimPopulationId}
          options={options(choices?.populations, t('everybody'))}
          onChange={(value) => onChange({ aimPopulationId: value })}
        />
        <ChoiceField
          {...common('aimPlaceId')}
          value={words.aimPlaceId}
          options={options(choices?.places, t('home'))}
          onChange={(value) => onChange({ aimPlaceId: value })}
        />
        <TextLine
          {...common('aimFrom')}
          hint={unit}
          value={words.aimFrom}
          onChange={(value) => onChange({ aimFrom: value })}
        />
        <DateField
          {...common('aimBaselineOn')}
          hint={t('baseline_hint')}
          value={words.aimBaselineOn}
          onChange={(value) => onChange({ aimBaselineOn: value })}
        />
        <TextLine
          {...common('aimTo')}
          hint={unit}
          value={words.aimTo}
          onChange={(value) => onChange({ aimTo: value })}
        />
        <DateField {...common('aimBy')} value={words.aimBy} onChange={(value) => onChange({ aimBy: value })} />
      </fieldset>
      <Priorities words={words} populations={choices?.populations ?? []} onChange={onChange} />
      {(['scope', 'sphereOfControl', 'agreements'] as const).map((field) => (
        <TextArea
          key={field}
          {...common(field)}
          hint={t(`hint.${field}`)}
          value={words[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
    </>
  );
}

interface PrioritiesProps {
  words: CharterWords;
  populations: readonly { id: string; name: string; isKey: boolean }[];
  onChange(changes: Partial<CharterWords>): void;
}

/** The partnership's key populations, and whichever else was chosen before. */
function Priorities({ words, populations, onChange }: PrioritiesProps) {
  const { t } = useTranslation('charters');
  const chosen = words.priorityPopulationIds;
  const offered = populations.filter(({ id, isKey }) => isKey || chosen.includes(id));
  if (offered.length === 0) return null;
  return (
    <fieldset className={classes['priorities']}>
      <legend>{t('field.priorityPopulationIds')}</legend>
      {offered.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange({
                priorityPopulationIds: event.currentTarget.checked
                  ? [...chosen, id]
                  : chosen.filter((one) => one !== id),
              })
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
