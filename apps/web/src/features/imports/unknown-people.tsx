import { useState } from 'react';
import { Button } from '@mantine/core';
import type { QualityExample } from '@throughline/source-files/report/import-report';
import { useTranslation } from 'react-i18next';
import { ProseField } from '../../shared/form/bound-fields.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { FormDialog } from '../../shared/form/form.tsx';
import { useForm } from '../../shared/form/use-form.ts';
import { useLiveQuery } from '../../shared/live/live.ts';
import { withNumber } from './import-json.ts';
import { GroupsOfIndicator, type ImportDetail, importKinds, SayGroupsAreLarge } from './operations.ts';
import { RecheckForm } from './recheck-form.tsx';
import classes from './imports.module.css';

interface UnknownPeopleProps {
  file: ImportDetail;
  /** One for each indicator. */
  examples: readonly QualityExample[];
}

/** Values that readers will not see: the column of their denominators is chosen here, or said why the groups are large. */
export function UnknownPeople({ file, examples }: UnknownPeopleProps) {
  const { t } = useTranslation('imports');
  const isWide = (file.mapping?.wide ?? []).length > 0;
  const columns = file.seen.profiles.filter(({ looks, whole }) => looks === 'count' || whole);
  return (
    <RecheckForm
      file={file}
      name="people"
      label={t('quality.people_unknown.form')}
      className={classes['stack']}
      hasFields={!isWide}
    >
      {(form, again) =>
        examples.map(({ indicatorId, other }) => {
          const sources = form.value.indicators ?? [];
          const source = sources.find(({ indicatorKey }) => indicatorKey === indicatorId);
          if (indicatorId === null || source === undefined) return null;
          return (
            <div key={indicatorId} className={classes['pair']}>
              {isWide ? null : (
                <ChoiceField
                  label={t('quality.people_unknown.column', { indicator: other ?? '' })}
                  value={source.denominator?.column ?? ''}
                  onChange={(column) =>
                    form.set({
                      indicators: sources.map((each) =>
                        each === source ? withNumber(each, 'denominator', column ? { column } : undefined) : each,
                      ),
                    })
                  }
                  options={[
                    { value: '', label: t('map.no_column') },
                    ...columns.map(({ column }) => ({ value: column, label: column })),
                  ]}
                />
              )}
              <LargeGroups indicatorId={indicatorId} name={other ?? ''} onKept={again} />
            </div>
          );
        })
      }
    </RecheckForm>
  );
}

/** Says of an indicator why its groups are large; the reason is kept with it. */
function LargeGroups({ indicatorId, name, onKept }: { indicatorId: string; name: string; onKept(): void }) {
  const { t } = useTranslation('imports');
  const [isOpen, setOpen] = useState(false);
  const [{ data }] = useLiveQuery(GroupsOfIndicator, { id: indicatorId }, ['indicator']);
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpen(true)}>
        {t('quality.people_unknown.large', { indicator: name })}
      </Button>
      {isOpen && data ? (
        <LargeGroupsDialog indicator={data.indicator} name={name} onClose={() => setOpen(false)} onKept={onKept} />
      ) : null}
    </>
  );
}

interface DialogProps {
  indicator: { id: string; version: number; largeGroupsReason: string | null };
  name: string;
  onClose(): void;
  onKept(): void;
}

const read = ({ largeGroupsReason }: DialogProps['indicator']) => ({ largeGroupsReason: largeGroupsReason ?? '' });

function LargeGroupsDialog({ indicator, name, onClose, onKept }: DialogProps) {
  const { t } = useTranslation('imports');
  const title = t('quality.people_unknown.large', { indicator: name });
  const form = useForm({
    key: `large-groups:${indicator.id}`,
    document: SayGroupsAreLarge,
    label: title,
    touches: [...importKinds, 'indicator'],
    row: indicator,
    read,
  });
  return (
    <FormDialog form={form} title={title} save={t('quality.people_unknown.save')} onClose={onClose} onKept={onKept}>
      <ProseField
        form={form}
        name="largeGroupsReason"
        label={t('quality.people_unknown.reason')}
        hint={t('quality.people_unknown.reason_hint')}
        rows={2}
        required
      />
    </FormDialog>
  );
}
