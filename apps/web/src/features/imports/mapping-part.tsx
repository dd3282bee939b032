import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ImportMapping } from '@throughline/domain/imports/mapping';
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
import { FoldingPart } from './folding-part.tsx';
import type { SeenFile } from './import-json.ts';
import { MappingFields } from './mapping-fields.tsx';
import { MarkFields } from './mark-fields.tsx';
import {
  CheckImport,
  ImportChoices,
  importKinds,
  MapImport,
  MappingGuess,
  SaveMapping,
  type ColumnGuess,
  type ImportDetail,
} from './operations.ts';
import classes from './imports.module.css';

const leastFit = 0.5;

/** What the columns mean and how marks are read; saving it reads the whole file. */
export function MappingPart({ file, refresh }: { file: ImportDetail; refresh(): void }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const client = useClient();
  const seen = file.seen as SeenFile;
  const draft = useDraft<ImportMapping | null>(`import-mapping:${file.id}`, file.mapping as ImportMapping | null);
  const [guesses, setGuesses] = useState<ColumnGuess[]>([]);
  const [failed, setFailed] = useState<Problem>();
  const [{ data: choices }] = useLiveQuery(ImportChoices, { id: file.id }, ['indicator', 'saved_mapping']);
  const map = useWrite(MapImport, { label: t('map.save'), touches: importKinds });
  const check = useWrite(CheckImport, { label: t('check.do'), touches: importKinds });
  const mapping = draft.value;
  const indicators = choices?.indicators.nodes ?? [];
  const isChecking = check.state === 'saving' || file.checkingSince !== null;

  const guess = async (ids: string[]) => {
    const result = await client.query(MappingGuess, { id: file.id, indicatorIds: ids }).toPromise();
    if (result.error) return setFailed(problemOf(result.error));
    if (!result.data) return;
    setFailed(undefined);
    setGuesses(result.data.importMappingGuess.columns);
    draft.set(result.data.importMappingGuess.mapping as ImportMapping);
  };
  const addIndicator = (id: string) => {
    if (id) void guess([...new Set([...(mapping?.indicators.map(({ indicatorKey }) => indicatorKey) ?? []), id])]);
  };
  const save = async () => {
    if (!mapping) return;
    const saved = await map.run({ id: file.id, version: file.version, mapping });
    if (saved.kind !== 'saved') return;
    draft.clear();
    const { version } = saved.data.mapImport;
    const checking = check.run({ id: file.id, version });
    // Shows that it has begun, so that its progress is asked for.
    setTimeout(refresh, 500);
    await checking;
    refresh();
  };
  const offered = (choices?.savedMappings.nodes ?? []).filter(({ fit }) => fit >= leastFit);
  return (
    <FoldingPart title={t('map.title')} due={file.state !== 'checked' || isChecking || draft.dirty}>
      {offered.length > 0 ? (
        <ChoiceField
          label={t('saved.label')}
          hint={t('saved.hint')}
          value=""
          onChange={(id) => {
            const chosen = offered.find((each) => each.id === id);
            if (chosen) draft.set(chosen.mapping as ImportMapping);
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
          <MappingFields
            mapping={mapping}
            onChange={draft.set}
            seen={seen}
            guesses={guesses}
            indicators={indicators}
            errors={map.fieldErrors}
          />
          <MarkFields mapping={mapping} onChange={draft.set} seen={seen} errors={map.fieldErrors} />
          <div className={classes['buttons']}>
            <Button size="md" loading={map.state === 'saving' || isChecking} onClick={() => void save()}>
              {t('map.save')}
            </Button>
          </div>
          {Object.keys(map.fieldErrors).length > 0 ? (
            <ul className={classes['counts']} role="alert">
              {Object.entries(map.fieldErrors).map(([path, message]) => (
                <li key={path} className={classes['concern']}>
                  {message}
                </li>
              ))}
            </ul>
          ) : null}
          <ProblemLine problem={map.problem ?? check.problem} />
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
