import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatValue } from '@throughline/charts/chart-format';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { formatOf } from '../../shared/series/evidence.ts';
import type { IndicatorDetail } from './operations.ts';
import classes from './indicators.module.css';

interface AboutProps {
  indicator: IndicatorDetail;
  /** Opens the form of one target; absent for those who may not change it. */
  onTarget: ((target: IndicatorDetail['targets'][number]) => void) | undefined;
}

/** Definition with its versions, source, who looks after it, targets, imports and networks. */
export function About({ indicator, onTarget }: AboutProps) {
  const { t } = useTranslation(['indicators', 'words']);
  const { day, moment } = useFormat();
  const [current, ...earlier] = indicator.definitions;
  return (
    <>
      <div id="definition">
        <Section title={t('about.title')}>
          <dl className={classes['facts']}>
            <Fact name={t('field.definition')}>{current?.definition}</Fact>
            <Fact name={t('field.rationale')}>{current?.rationale}</Fact>
            <Fact name={t('field.source')}>
              {current?.sourceUrl ? (
                <a href={current.sourceUrl} rel="noreferrer">
                  {current.source || current.sourceUrl}
                </a>
              ) : (
                current?.source
              )}
            </Fact>
            <Fact name={t('field.license')}>{current?.license}</Fact>
            <Fact name={t('field.direction')}>{t(`words:direction.${indicator.direction}`)}</Fact>
            <Fact name={t('field.measureType')}>{t(`words:measure_type.${indicator.measureType}`)}</Fact>
            <Fact name={t('field.cadence')}>{t(`words:cadence.${indicator.cadence}`)}</Fact>
            <Fact name={t('field.level')}>{t(`words:indicator_level.${indicator.level}`)}</Fact>
            <Fact name={t('field.outcomeId')}>{indicator.outcome.name}</Fact>
            <Fact name={t('field.stage')}>{t(`words:outcome_stage.${indicator.outcome.stage}`)}</Fact>
            <Fact name={t('field.ownerMemberId')}>{indicator.owner?.name ?? t('owner.nobody')}</Fact>
          </dl>
        </Section>
      </div>
      <Targets indicator={indicator} onTarget={onTarget} />
      {earlier.length > 0 ? (
        <Section title={t('versions.title')}>
          <div>
            {indicator.definitions.map((version) => (
              <div key={version.id} className={classes['version']}>
                <strong>{t('versions.number', { number: version.number })}</strong>{' '}
                <span className={classes['finding']}>
                  {day(version.createdAt)}
                  {version.breaksOn ? ` · ${t('versions.breaks', { on: day(version.breaksOn) })}` : ''}
                </span>
                <p>{version.definition}</p>
              </div>
            ))}
          </div>
        </Section>
      ) : null}
      {indicator.imports.length > 0 ? (
        <Section title={t('imports.title')}>
          <ul className={classes['list']}>
            {indicator.imports.map((one) => (
              <li key={one.importId}>
                <Link href={`/imports/${one.importId}`}>{one.fileName}</Link>{' '}
                <span className={classes['finding']}>
                  {one.committedAt ? `${moment(one.committedAt)} · ` : ''}
                  {t('imports.observations', { count: one.observations })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {indicator.networks.length > 0 ? (
        <Section title={t('networks.title')}>
          <ul className={classes['list']}>
            {indicator.networks.map((network) => (
              <li key={network.id}>
                <Link href={`/networks/${network.id}`}>{network.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Targets({ indicator, onTarget }: AboutProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const { day } = useFormat();
  const format = formatOf(indicator);
  if (indicator.targets.length === 0) return null;
  return (
    <Section title={t('targets.title')}>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('field.populationId')}</th>
              <th scope="col">{t('field.placeId')}</th>
              <th scope="col">{t('targets.from')}</th>
              <th scope="col">{t('targets.to')}</th>
              <th scope="col">{t('target.dueOn')}</th>
              {onTarget ? <th scope="col">{t('targets.change')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {indicator.targets.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.populationName}</th>
                <td>{one.placeName}</td>
                <td>{one.baselineValue === null ? '–' : formatValue(one.baselineValue, format, locale)}</td>
                <td>{formatValue(one.value, format, locale)}</td>
                <td>{day(one.dueOn)}</td>
                {onTarget ? (
                  <td>
                    <Button
                      variant="subtle"
                      onClick={() => onTarget(one)}
                      aria-label={t('targets.edit_of', { population: one.populationName, place: one.placeName })}
                    >
                      {t('edit.open')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  if (children === undefined || children === null || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
