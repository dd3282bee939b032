import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { cycleScales } from '@throughline/domain/vocabulary';
import { useFormat } from '../../shared/session/partnership.tsx';
import { happenedAlone, usePredictionText } from './prediction-text.ts';
import type { RampShown } from './tests-tab.tsx';
import classes from './cycle.module.css';

type RungShown = RampShown['rungs'][number];

/** The ramp as a ladder: rungs stand further in the larger their scale; the decision is the end of each. */
export function Ladder({ ramp }: { ramp: RampShown }) {
  return (
    <ol className={classes['ladder']}>
      {ramp.rungs.map((rung) => (
        <Rung key={rung.id} rung={rung} practiceId={ramp.practiceId} />
      ))}
    </ol>
  );
}

function Rung({ rung, practiceId }: { rung: RungShown; practiceId: string | null }) {
  const { t } = useTranslation(['cycles', 'words']);
  const step = rung.scale === null ? 0 : cycleScales.indexOf(rung.scale);
  const scale = rung.scale === null ? t('scale_unknown') : t(`words:cycle_scale.${rung.scale}`);
  const unpredicted = rung.stage !== 'plan' && !rung.questions.some(({ lockedAt }) => lockedAt !== null);
  return (
    <li style={{ '--step': step } as React.CSSProperties}>
      <p className={classes['quiet']}>
        {t('rung', { rung: rung.rung })} · {scale}
        {rung.scaleJumped ? ` · ${t('tests.jumped')}` : ''}
        {unpredicted ? ` · ${t('tests.unpredicted')}` : ''}
      </p>
      <Link href={`/cycles/${rung.id}`} className={classes['rungTitle']}>
        {rung.title}
      </Link>
      {rung.questions.map((question) => (
        <Against key={question.id} question={question} rung={rung} />
      ))}
      {rung.decision ? (
        <p className={classes['decision']} data-decision={rung.decision}>
          <b>{t(`words:cycle_decision.${rung.decision}`)}</b>{' '}
          {rung.decision === 'adopt' && practiceId ? (
            <Link href={`/practices/${practiceId}`}>{t('tests.to_practice')}</Link>
          ) : (
            rung.learned || rung.decisionReason
          )}
        </p>
      ) : (
        <p className={classes['decision']}>{t('tests.now_in', { stage: t(`words:cycle_stage.${rung.stage}`) })}</p>
      )}
    </li>
  );
}

function Against({ question, rung }: { question: RungShown['questions'][number]; rung: RungShown }) {
  const { t } = useTranslation(['cycles', 'words']);
  const format = useFormat();
  const predicted = usePredictionText()(question);
  const value = question.resultValue === null ? '' : format.number(question.resultValue, 2);
  const result = [question.result || happenedAlone(rung), value].filter(Boolean).join(' · ');
  return (
    <dl className={classes['compare']}>
      <div>
        <dt>{t('questions.prediction')}</dt>
        <dd>{predicted || t('questions.none')}</dd>
      </div>
      <div>
        <dt>{t('questions.result')}</dt>
        <dd>
          {result || t('questions.no_result')}
          {question.verdict ? (
            <b className={classes['verdict']} data-verdict={question.verdict}>
              {t(`words:verdict.${question.verdict}`)}
            </b>
          ) : null}
        </dd>
      </div>
    </dl>
  );
}
