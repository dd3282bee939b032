import type { PredictionDirection } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';

interface Predicted {
  prediction: string;
  direction: PredictionDirection | null;
  predictedLow: number | null;
  predictedHigh: number | null;
}

/** A prediction in one line: its words, its direction, its value or range. */
export function usePredictionText(): (question: Predicted) => string {
  const { t } = useTranslation('words');
  const format = useFormat();
  return ({ prediction, direction, predictedLow, predictedHigh }) => {
    const ends = [predictedLow, predictedHigh].filter((end) => end !== null).map((end) => format.number(end, 2));
    const way = direction === null || direction === 'qualitative' ? '' : t(`prediction_direction.${direction}`);
    const measured = [way, ends.join(' – ')].filter(Boolean).join(': ');
    return [prediction, measured].filter(Boolean).join(' · ');
  };
}

/** What happened stands for the result where a cycle has one question only, as a quick log has. */
export function happenedAlone(cycle: { whatHappened: string; questions: readonly unknown[] }): string {
  return cycle.questions.length === 1 ? cycle.whatHappened : '';
}
