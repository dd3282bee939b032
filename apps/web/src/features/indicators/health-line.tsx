import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { IndicatorDetail } from './operations.ts';
import classes from './indicators.module.css';

type HealthCode = IndicatorDetail['health'][number]['code'];

/** What to do about each: bring new numbers, give it an owner, or read what stands further down the page. */
const remedies: Partial<Record<HealthCode, 'import' | 'renew' | 'owner' | 'numbers' | 'definition'>> = {
  overdue: 'import',
  source_late: 'renew',
  provisional: 'import',
  few_people: 'numbers',
  mostly_unclear: 'numbers',
  too_few_points: 'numbers',
  owner_missing: 'owner',
  owner_gone: 'owner',
  definition_changing: 'definition',
  definition_new: 'definition',
};

interface HealthLineProps {
  indicator: IndicatorDetail;
  manages: boolean;
  /** Opens the form in which an owner is chosen. */
  onOwner(): void;
}

/** What to know before relying on the indicator, and what to do about it; nothing where nothing is wrong. */
export function HealthLine({ indicator, manages, onOwner }: HealthLineProps) {
  const { t } = useTranslation('indicators');
  const { day } = useFormat();
  if (indicator.retiredAt) return <p className={classes['quiet']}>{t('retired', { on: day(indicator.retiredAt) })}</p>;
  const warnings = indicator.health.filter(({ code }) => code !== 'no_data');
  if (warnings.length === 0) return null;
  return (
    <ul className={classes['health']} aria-label={t('health.label')}>
      {warnings.map(({ code, on, count }) => (
        <li key={code}>
          <span>{t(`health.${code}`, { on: on ? day(on) : '', count: count ?? 0 })}</span>
          <Remedy code={code} manages={manages} onOwner={onOwner} />
        </li>
      ))}
    </ul>
  );
}

function Remedy({ code, manages, onOwner }: { code: HealthCode; manages: boolean; onOwner(): void }) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const remedy = remedies[code];
  if (remedy === 'owner') {
    return manages ? (
      <Button variant="subtle" size="compact-md" color="inherit" onClick={onOwner}>
        {t('remedy.owner')}
      </Button>
    ) : null;
  }
  if (remedy === 'import') return can('canImport') ? <Link href="/imports">{t('remedy.import')}</Link> : null;
  if (remedy === 'renew') return can('canImport') ? <Link href="/imports">{t('remedy.renew')}</Link> : null;
  return remedy ? <a href={`#${remedy}`}>{t(`remedy.${remedy}`)}</a> : null;
}
