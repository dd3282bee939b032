import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../shared/form/use-act.ts';
import { numberLocale } from '../../shared/session/format.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import type { DisclosedIndicator } from './disclosure-section.tsx';
import { disclosureKinds, EditRules, LonePercentages as Comparison } from './operations.ts';
import classes from './disclosure.module.css';

/** Where counts keep many values hidden: what readers would see without them, and the press that leaves them out. */
export function LonePercentages({ indicator, manages }: { indicator: DisclosedIndicator; manages: boolean }) {
  const { t, i18n } = useTranslation('disclosure');
  const screen = useScreen(Comparison, { indicatorId: indicator.id }, disclosureKinds);
  const leaveOut = useAct({
    document: EditRules,
    label: t('alone.do'),
    touches: disclosureKinds,
    row: { id: indicator.id, version: indicator.version },
    exactly: true,
  });
  const percent = new Intl.NumberFormat(numberLocale(i18n.language), { style: 'percent', maximumFractionDigits: 0 });
  return (
    <Screen state={screen}>
      {({ lonePercentages: alone }) =>
        alone?.isSuggested ? (
          <div className={classes['unknown']} role="note">
            <p>
              {t('alone.lead', {
                now: percent.format(alone.shownNow / alone.observations),
                alone: percent.format(alone.shownAlone / alone.observations),
              })}
            </p>
            <p className={classes['quiet']}>
              {t('alone.cost', { share: percent.format(alone.asRange / alone.observations) })}{' '}
              {t('alone.compared', { count: alone.observations })}
            </p>
            {manages ? (
              <Button
                variant="default"
                loading={leaveOut.state === 'saving'}
                onClick={() => void leaveOut.run({ countsPublished: false })}
              >
                {t('alone.do')}
              </Button>
            ) : null}
            <ProblemLine problem={leaveOut.problem} />
          </div>
        ) : null
      }
    </Screen>
  );
}
