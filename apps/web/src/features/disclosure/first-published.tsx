import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { disclosureKinds, ShowRevisions, type ShownDisclosure } from './operations.ts';
import classes from './disclosure.module.css';

interface FirstPublishedProps {
  indicator: DisclosedIndicator;
  disclosure: ShownDisclosure;
  manages: boolean;
}

/** Numbers that readers see as they were first published, what showing their revisions would cost, and the press that does. */
export function FirstPublished({ indicator, disclosure: { asFirstPublished: count }, manages }: FirstPublishedProps) {
  const { t } = useTranslation('disclosure');
  const show = useAct({
    document: ShowRevisions,
    label: t('first.do'),
    touches: disclosureKinds,
    row: { id: indicator.id, version: indicator.version },
    exactly: true,
  });
  if (count === 0) return null;
  return (
    <div className={classes['unknown']} role="note">
      <p>{t('first.lead', { count })}</p>
      <p className={classes['quiet']}>{t('first.cost', { count })}</p>
      {manages ? (
        <Button variant="default" loading={show.state === 'saving'} onClick={() => void show.run({})}>
          {t('first.do')}
        </Button>
      ) : null}
      <ProblemLine problem={show.problem} />
    </div>
  );
}
