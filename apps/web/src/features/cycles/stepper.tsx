import { useTranslation } from 'react-i18next';
import { cycleStages, type CycleStage } from '@throughline/domain/vocabulary';
import classes from './cycle.module.css';

const steps = cycleStages.filter((stage) => stage !== 'closed');

/** The four stages in their order, and which of them the cycle is in; each leads to its part of the page. */
export function Stepper({ stage }: { stage: CycleStage }) {
  const { t } = useTranslation(['cycles', 'words']);
  const now = cycleStages.indexOf(stage);
  return (
    <nav aria-label={t('stages')}>
      <ol className={classes['stepper']}>
        {steps.map((step, at) => {
          const state = at < now ? 'done' : at === now ? 'now' : 'to_come';
          return (
            <li key={step} data-state={state}>
              <a href={`#${step}`} aria-current={state === 'now' ? 'step' : undefined}>
                <b>{t(`words:cycle_stage.${step}`)}</b>
                <span>{t(`step.${state}`)}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
