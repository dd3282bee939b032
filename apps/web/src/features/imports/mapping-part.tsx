import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import type { Proposal } from '@throughline/source-files/proposals/proposals';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { useClient } from 'urql';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { useIndicators } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedChoice } from '../../shared/choices/searched-field.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { TextField } from '../../shared/form/bound-fields.tsx';
import { Form, FormButtons } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import { WorkProgress } from './work-progress.tsx';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { SaveChip } from '../../shared/states/save-state.tsx';
import { problemOf, type Problem } from '../../shared/server/transport.ts';
import { adoptProposal } from './adopt-proposal.ts';
import { AdvancedPart } from './advanced-part.tsx';
import { FoldingPart } from './folding-part.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { putTogether, takeApart } from './mapping-words.ts';
import { MarkFields } from './mark-fields.tsx';
import { ProposalsPart } from './proposals-part.tsx';
import { useEarlierMapping } from './sources/use-earlier-mapping.ts';
import { useCheck } from './use-check.ts';
import { useMappingForm } from './use-mapping-form.ts';
import {
  MappingGuess,
  SavedMappings,
  SaveMapping,
  type ColumnGuess,
  type ImportDetail,
  type SavedMapping,
} from './operations.ts';
import classes from './imports.module.css';

const leastFit = 0.5;

/** What the columns mean and how marks are read; saving it reads the whole file. */
export function MappingPart({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { number } = useFormat();
  const client = useClient();
  const can = useCan();
  const seen = file.seen;
  const form = useMappingForm({ file, name: 'mapping', label: t('map.save') });
  const check = useCheck(file, form);
  const [guesses, setGuesses] = useState<ColumnGuess[]>([]);
  const [failed, setFailed] = useState<Problem>();
  const [{ data: choices }] = useLiveQuery(SavedMappings, { id: file.id }, ['saved_mapping']);
  const [proposals, setProposals] = useState<{ list: Proposal[]; mapping: ImportMapping }>();
  const [saved, setSaved] = useState<string>('');
  const mapping = putTogether(form.value);
  const indicators = useIndicators(null);
  // A page that was opened again has the mapping, but not why it was proposed.
  const ids = (file.mapping?.indicators ?? []).map((source) => source.indicatorKey);
  const [{ data: explained }] = useLiveQuery(MappingGuess, { id: file.id, indicatorIds: ids }, [], {
    pause: ids.length === 0,
  });
  const reasons = guesses.length > 0 ? guesses : (explained?.importMappingGuess.columns ?? []);
  const { errors } = form;
  const change = (next: ImportMapping) => form.set(takeApart(next));
  // Columns may be chosen while a proposal is on its way.
  const latest = useRef(mapping);
  useEffect(() => {
    latest.current = mapping;
  });

  const proposalFor = async (indicatorIds: string[]) => {
    const result = await client.query(MappingGuess, { id: file.id, indicatorIds }).toPromise();
    if (result.error) setFailed(problemOf(result.error));
    return result.data?.importMappingGuess;
  };
  const addIndicator = async (id: string) => {
    if (!id) return;
    const known = mapping?.indicators.map(({ indicatorKey }) => indicatorKey) ?? [];
    const proposed = await proposalFor([...new Set([...known, id])]);
    // What was chosen by hand is what differs from the proposal that it began with.
    const before = known.length > 0 ? await proposalFor([...new Set(known)]) : undefined;
    if (!proposed || (known.length > 0 && !before)) return;
    setFailed(undefined);
    setGuesses(proposed.columns);
    setProposals({ list: proposed.proposals, mapping: proposed.mapping });
    const mine = latest.current;
    change(mine && before ? adoptProposal(mine, before.mapping, proposed.mapping) : proposed.mapping);
  };
  const earlier = useEarlierMapping(file);
  const offered = [...(earlier ? [earlier] : []), ...(choices?.savedMappings.nodes ?? [])].filter(
    ({ fit }) => fit >= leastFit,
  );
  // Where there is only one indicator, and no mapping of an earlier file, there is nothing to choose.
  const isChoiceLeft = choices === undefined || offered.length > 0 || file.sourceId !== null || !form.ready || mapping;
  const only = indicators.total === 1 && !isChoiceLeft ? indicators.rows[0]?.id : undefined;
  const isChosen = useRef(false);
  useEffect(() => {
    if (only === undefined || isChosen.current) return;
    isChosen.current = true;
    void addIndicator(only);
  });
  return (
    <FoldingPart title={t('map.title')} due={file.state !== 'checked' || check.isChecking || form.dirty}>
      {offered.length > 0 ? (
        <ChoiceField
          label={t('saved.label')}
          hint={t('saved.hint')}
          value={saved}
          onChange={(id) => {
            setSaved(id);
            const chosen = offered.find((each) => each.id === id);
            if (chosen) change(chosen.mapping);
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
      <SearchedChoice
        label={t(mapping ? 'map.another' : 'map.indicator')}
        hint={mapping ? '' : t('map.indicator_hint')}
        value=""
        onChange={(id) => void addIndicator(id)}
        searched={indicators}
        more={[{ value: '', label: t('map.choose') }]}
        except={mapping?.indicators.map(({ indicatorKey }) => indicatorKey) ?? []}
      />
      {indicators.total === 0 && indicators.search === '' ? (
        <p className={classes['quiet']}>
          {t('map.no_indicators')}{' '}
          {can('canManageIndicators') ? (
            <Link href={`/indicators?form=indicator&next=/imports/${file.id}`}>{t('map.add_indicator')}</Link>
          ) : null}
        </p>
      ) : null}
      <ProblemLine problem={failed} />
      {mapping ? (
        <>
          <Form
            form={form}
            label={t('map.title')}
            className={classes['stack']}
            onKept={({ kind }) => {
              // What waits for the network is read once it has arrived.
              if (kind !== 'waiting') void check.run();
            }}
          >
            {proposals ? (
              <ProposalsPart
                proposals={proposals.list}
                proposed={proposals.mapping}
                mapping={mapping}
                onChange={change}
              />
            ) : null}
            <MappingFields mapping={mapping} onChange={change} seen={seen} guesses={reasons} errors={errors} />
            <MarkFields mapping={mapping} onChange={change} seen={seen} errors={errors} />
            <AdvancedPart mapping={mapping} onChange={change} seen={seen} errors={errors} />
            <div className={classes['buttons']}>
              <Button
                type="submit"
                size="md"
                loading={form.state === 'saving' || check.isChecking}
                disabled={!form.ready}
              >
                {t('map.save')}
              </Button>
              <SaveChip state={form.state} draft={form.dirty} />
            </div>
          </Form>
          <ProblemLine problem={check.problem} />
          {check.isChecking ? (
            <WorkProgress kind="read" done={file.rowsRead} total={seen.profiles[0]?.cells ?? 0} />
          ) : null}
          <KeepMapping file={file} mapping={mapping} />
        </>
      ) : null}
    </FoldingPart>
  );
}

/** What differs between a saved mapping and this file, so that nobody trusts it blindly. */
function Drift({ saved }: { saved: Pick<SavedMapping, 'changes' | 'missing'> | undefined }) {
  const { t } = useTranslation('imports');
  const textOf = useCodeText('imports');
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
          {textOf(`drift.${code}${code === 'period_from_file' ? `_${params['from'] ?? 'title'}` : ''}`, code, params)}
        </li>
      ))}
    </ul>
  );
}

const noName = { name: '' };

function KeepMapping({ file, mapping }: { file: ImportDetail; mapping: ImportMapping }) {
  const { t } = useTranslation('imports');
  const form = useForm({
    key: `mapping-keep:${file.id}`,
    document: SaveMapping,
    label: t('keep.do'),
    touches: ['saved_mapping'],
    blank: noName,
    input: ({ name }) => ({ name, mapping }),
  });
  return (
    <details>
      <summary style={{ minHeight: 44, alignContent: 'center' }}>{t('keep.title')}</summary>
      <div style={{ maxWidth: 400 }}>
        <Form form={form} label={t('keep.title')} className={classes['group']}>
          <TextField form={form} name="name" label={t('keep.name')} required />
          <FormButtons form={form} save={t('keep.do')} variant="default" />
        </Form>
        {form.state === 'saved' ? <output>{t('keep.done')}</output> : null}
      </div>
    </details>
  );
}
