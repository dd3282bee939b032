import { useState } from 'react';
import { Button } from '@mantine/core';
import { checkMapping, type ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { MappingError } from '@throughline/source-files/mapping/mapping-checker';
import type { Proposal } from '@throughline/source-files/proposals/proposals';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { v7 as uuid } from 'uuid';
import { ConflictDialog } from '../../shared/conflict-dialog.tsx';
import { ChoiceField, TextLine } from '../../shared/fields.tsx';
import { useLiveQuery } from '../../shared/live.ts';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemLine } from '../../shared/problem.tsx';
import { problemOf, type Problem } from '../../shared/transport.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { useWrite } from '../../shared/use-write.ts';
import { AdvancedPart } from './advanced-part.tsx';
import { FoldingPart } from './folding-part.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { MarkFields } from './mark-fields.tsx';
import { ProposalsPart } from './proposals-part.tsx';
import { useRecheck } from './use-recheck.ts';
import {
  ImportChoices,
  MappingGuess,
  SaveMapping,
  type ColumnGuess,
  type ImportDetail,
  type SavedMapping,
} from './operations.ts';
import classes from './imports.module.css';

const leastFit = 0.5;

interface MappingPartProps {
  file: ImportDetail;
  /** How the file was looked at: each way has a draft of its own. */
  look: string;
  refresh(): void;
}

/** What the columns mean and how marks are read; saving it reads the whole file. */
export function MappingPart({ file, look, refresh }: MappingPartProps) {
  const { t, i18n } = useTranslation('imports');
  const { number } = useFormat();
  const client = useClient();
  const seen = file.seen;
  const draft = useDraft<ImportMapping | null>(`import-mapping:${file.id}:${look}`, file.mapping);
  const [guesses, setGuesses] = useState<ColumnGuess[]>([]);
  const [failed, setFailed] = useState<Problem>();
  const [{ data: choices }] = useLiveQuery(ImportChoices, { id: file.id }, ['indicator', 'saved_mapping']);
  const [proposals, setProposals] = useState<{ list: Proposal[]; mapping: ImportMapping }>();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [saved, setSaved] = useState<string>('');
  const { run, map, isSaving, isChecking, problem } = useRecheck(file, refresh);
  const mapping = draft.value;
  const indicators = choices?.indicators.nodes ?? [];
  // A page that was opened again has the mapping, but not why it was proposed.
  const ids = (file.mapping?.indicators ?? []).map((source) => source.indicatorKey);
  const [{ data: explained }] = useLiveQuery(MappingGuess, { id: file.id, indicatorIds: ids }, [], {
    pause: ids.length === 0,
  });
  const reasons = guesses.length > 0 ? guesses : (explained?.importMappingGuess.columns ?? []);
  const errors = { ...map.fieldErrors, ...wrong };

  const guess = async (ids: string[]) => {
    const result = await client.query(MappingGuess, { id: file.id, indicatorIds: ids }).toPromise();
    if (result.error) return setFailed(problemOf(result.error));
    if (!result.data) return;
    setFailed(undefined);
    setGuesses(result.data.importMappingGuess.columns);
    const proposed = result.data.importMappingGuess.mapping;
    setProposals({ list: result.data.importMappingGuess.proposals, mapping: proposed });
    setWrong({});
    draft.set(proposed);
  };
  const addIndicator = (id: string) => {
    if (id) void guess([...new Set([...(mapping?.indicators.map(({ indicatorKey }) => indicatorKey) ?? []), id])]);
  };
  const save = async () => {
    if (!mapping) return;
    const checked = checkMapping(
      mapping,
      seen.shape.columns.map(({ name }) => name),
    );
    const told = checked.ok
      ? {}
      : Object.fromEntries(checked.errors.map((error) => [`mapping.${error.path}`, say(error)]));
    setWrong(told);
    if (checked.ok) await run(mapping, draft.clear);
  };
  const say = ({ code, params, message }: MappingError): string =>
    i18n.exists(`wrong.${code}`, { ns: 'imports' }) ? t(`wrong.${code}`, params) : message;
  const offered = (choices?.savedMappings.nodes ?? []).filter(({ fit }) => fit >= leastFit);
  return (
    <FoldingPart title={t('map.title')} due={file.state !== 'checked' || isChecking || draft.dirty}>
      {offered.length > 0 ? (
        <ChoiceField
          label={t('saved.label')}
          hint={t('saved.hint')}
          value={saved}
          onChange={(id) => {
            setSaved(id);
            const chosen = offered.find((each) => each.id === id);
            if (chosen) draft.set(chosen.mapping);
          }}
          options={[
            { value: '', label: t('saved.none') },
            ...offered.map(({ id, name, fit }) => ({
              value: id,
              label: fit === 1 ? name : t('saved.partly', { name, share: number(fit * 100, 0) }),
            })),
          ]}
        />
      ) : null}
      <Drift saved={offered.find(({ id }) => id === saved)} />
      <ChoiceField
        label={t(mapping ? 'map.another' : 'map.indicator')}
        hint={mapping ? '' : t('map.indicator_hint')}
        value=""
        onChange={addIndicator}
        options={[
          { value: '', label: t('map.choose') },
          ...indicators
            .filter(({ id }) => !mapping?.indicators.some(({ indicatorKey }) => indicatorKey === id))
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {choices && indicators.length === 0 ? <p className={classes['quiet']}>{t('map.no_indicators')}</p> : null}
      <ProblemLine problem={failed} />
      {mapping ? (
        <>
          {proposals ? (
            <ProposalsPart
              proposals={proposals.list}
              proposed={proposals.mapping}
              mapping={mapping}
              onChange={draft.set}
            />
          ) : null}
          <MappingFields
            mapping={mapping}
            onChange={draft.set}
            seen={seen}
            guesses={reasons}
            indicators={indicators}
            errors={errors}
          />
          <MarkFields mapping={mapping} onChange={draft.set} seen={seen} errors={errors} />
          <AdvancedPart mapping={mapping} onChange={draft.set} seen={seen} errors={errors} />
          <div className={classes['buttons']}>
            <Button size="md" loading={isSaving || isChecking} onClick={() => void save()}>
              {t('map.save')}
            </Button>
          </div>
          {Object.keys(errors).length > 0 ? (
            <ul className={classes['counts']} role="alert">
              {Object.entries(errors).map(([path, message]) => (
                <li key={path} className={classes['concern']}>
                  {message}
                </li>
              ))}
            </ul>
          ) : null}
          <ProblemLine problem={problem} />
          {isChecking ? <Progress read={file.rowsRead} rows={seen.profiles[0]?.cells ?? 0} /> : null}
          <KeepMapping mapping={mapping} />
        </>
      ) : null}
      <ConflictDialog
        conflict={map.conflict}
        fieldLabel={() => t('map.title')}
        onDismiss={map.dismiss}
        onSettle={(fields) => void map.resolve(fields).then(() => refresh())}
      />
    </FoldingPart>
  );
}

/** What differs between a saved mapping and this file, so that nobody trusts it blindly. */
function Drift({ saved }: { saved: Pick<SavedMapping, 'changes' | 'missing'> | undefined }) {
  const { t } = useTranslation('imports');
  const { list } = useFormat();
  if (!saved) return null;
  const { changes } = saved;
  if (changes.length + saved.missing.length === 0) return <p className={classes['quiet']}>{t('saved.fits')}</p>;
  return (
    <ul className={classes['examples']} aria-label={t('saved.differs')}>
      {saved.missing.length > 0 ? (
        <li className={classes['concern']}>{t('saved.missing', { columns: list([...saved.missing]) })}</li>
      ) : null}
      {changes.map(({ code, params }) => (
        <li key={`${code} ${JSON.stringify(params)}`}>
          {t(code === 'period_from_file' ? `drift.${code}_${params['from'] ?? 'title'}` : `drift.${code}`, params)}
        </li>
      ))}
    </ul>
  );
}

function Progress({ read, rows }: { read: number; rows: number }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  return (
    <div>
      <progress
        className={classes['progress']}
        aria-label={t('check.running')}
        max={Math.max(rows, read, 1)}
        {...(read > 0 && { value: read })}
      />
      <output style={{ display: 'block' }}>
        {read > 0 ? t('check.read', { shown: number(read) }) : t('check.running')}
      </output>
    </div>
  );
}

function KeepMapping({ mapping }: { mapping: ImportMapping }) {
  const { t } = useTranslation('imports');
  const [name, setName] = useState('');
  const write = useWrite(SaveMapping, { label: t('keep.do'), touches: ['saved_mapping'] });
  return (
    <details>
      <summary style={{ minHeight: 44, alignContent: 'center' }}>{t('keep.title')}</summary>
      <form
        className={classes['group']}
        style={{ maxWidth: 400 }}
        onSubmit={(event) => {
          event.preventDefault();
          void write.run({ id: uuid(), name, mapping });
        }}
      >
        <TextLine label={t('keep.name')} value={name} onChange={setName} error={write.fieldErrors['name']} required />
        <Button type="submit" variant="default" size="md" loading={write.state === 'saving'}>
          {t('keep.do')}
        </Button>
        {write.state === 'saved' ? <output>{t('keep.done')}</output> : null}
        <ProblemLine problem={write.problem} />
      </form>
    </details>
  );
}
