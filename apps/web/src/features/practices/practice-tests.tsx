import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { PracticeDetail } from './practice-operations.ts';
import classes from './practices.module.css';

/** Where the practice was tested: the rungs of its change idea, smallest first. */
export function PracticeTests({ detail: { changeIdeaTitle, tests } }: { detail: PracticeDetail }) {
  const { t } = useTranslation(['practices', 'words']);
  const format = useFormat();
  return (
    <Section title={t('tests.title')}>
      {tests.length === 0 ? (
        <p className={classes['quiet']}>{t('tests.none')}</p>
      ) : (
        <>
          {changeIdeaTitle ? <p className={classes['quiet']}>{t('tests.idea', { title: changeIdeaTitle })}</p> : null}
          <ol className={classes['tests']}>
            {tests.map((test) => (
              <li key={test.id}>
                <Link href={`/cycles/${test.id}`}>{test.title}</Link>
                <span className={classes['quiet']}>
                  {[
                    test.scale ? t(`words:cycle_scale.${test.scale}`) : t('tests.no_scale'),
                    test.decision ? t(`words:cycle_decision.${test.decision}`) : t('tests.open'),
                    test.decidedAt ? format.day(test.decidedAt) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}
