import { aimSentence, formatAimValue, type AimValue } from '@throughline/domain/aim';
import type { Direction, MeasureType } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../shared/session/format.ts';
import { useFormat } from '../../shared/session/partnership.tsx';

/** The aim as the network's page reads it. */
export interface ShownAim {
  indicatorId: string | null;
  indicatorName: string | null;
  measureType: MeasureType | null;
  direction: Direction | null;
  unit: string | null;
  populationId: string | null;
  populationName: string | null;
  isEverybody: boolean;
  placeName: string | null;
  from: number | null;
  to: number | null;
  by: string | null;
}

/** The aim as one sentence in the person's language; what is not there yet is an ellipsis. */
export function useAimLine(): (aim: ShownAim) => string {
  const { t, i18n } = useTranslation('networks');
  const format = useFormat();
  return (aim) => {
    const { indicatorId: id, indicatorName: name, measureType, direction: better } = aim;
    const parts = aimSentence({
      indicator: id && name && measureType && better ? { id, name, measureType, better, unit: aim.unit } : null,
      population:
        aim.populationId && aim.populationName && !aim.isEverybody
          ? { id: aim.populationId, name: aim.populationName }
          : null,
      from: aim.from,
      baselineOn: null,
      to: aim.to,
      by: aim.by,
    });
    const value = (each: AimValue | null) => (each ? formatAimValue(each, numberLocale(i18n.language)) : '…');
    const sentence = t(`aim.${parts.verb ?? 'change'}`, {
      indicator: parts.indicator === null ? '…' : withinSentence(parts.indicator),
      whom: parts.population ? t('aim.whom', { population: parts.population }) : '',
      where: aim.placeName ? t('aim.where', { place: aim.placeName }) : '',
      from: value(parts.from),
      to: value(parts.to),
      by: parts.by ? format.day(parts.by) : '…',
    });
    return sentence.replace(/….$/u, '…');
  };
}

/** A name inside a sentence begins with a small letter, unless it begins with an abbreviation ("GPA"). */
function withinSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name;
}
