import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isShareOfPeople } from '@throughline/domain/shares';
import { type HiddenReason, hiddenReasons, type MeasureType } from '@throughline/domain/vocabulary';
import { Link } from 'wouter';
import { DataList } from '../../shared/lists/data-list.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { FirstPublished } from './first-published.tsx';
import { HiddenRow } from './hidden-row.tsx';
import { LinksPart } from './links-part.tsx';
import { disclosureKinds, DisclosureOf, HiddenObservations, type ShownDisclosure } from './operations.ts';
import { LonePercentages } from './lone-percentages.tsx';
import { RulesForm } from './rules-form.tsx';
import classes from './disclosure.module.css';

/** What of an indicator this part needs to know. */
export interface DisclosedIndicator {
  id: string;
  version: number;
  unit: string;
  measureType: MeasureType;
}

interface DisclosureSectionProps {
  indicator: DisclosedIndicator;
  /** Whether the rules may be changed here. */
  manages: boolean;
}

/** For those who keep the data: what of an indicator is hidden from readers, why, and what would change that. */
export default function DisclosureSection({ indicator, manages }: DisclosureSectionProps) {
  const { t } = useTranslation('disclosure');
  const screen = useScreen(DisclosureOf, { indicatorId: indicator.id }, disclosureKinds);
  return (
    <Section id="hidden" title={t('title')}>
      <Screen state={screen}>
        {({ disclosure }) => <Told indicator={indicator} disclosure={disclosure} manages={manages} />}
      </Screen>
    </Section>
  );
}

function Told({ indicator, disclosure, manages }: DisclosureSectionProps & { disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  const { hidden, observations, coded, waitingPeriods } = disclosure;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes['part']}>
      <p className={classes['lead']}>
        {t('hidden_of', { count: hidden, all: observations })} {coded > 0 ? t('coded', { count: coded }) : null}
      </p>
      <output className={classes['waiting']}>
        {waitingPeriods > 0 ? t('waiting', { count: waitingPeriods }) : null}
      </output>
      <Findings disclosure={disclosure} />
      <NotLookedAt disclosure={disclosure} />
      {disclosure.periodsOverlap ? <p>{t('periods_overlap')}</p> : null}
      <FirstPublished indicator={indicator} disclosure={disclosure} manages={manages} />
      {hidden > 0 ? <Reasons disclosure={disclosure} /> : null}
      <Rules disclosure={disclosure} indicator={indicator} manages={manages} />
      <LinksPart indicator={indicator} disclosure={disclosure} />
      {hidden > 0 ? (
        <div>
          <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('close_list') : t('open_list', { count: hidden })}
          </Button>
        </div>
      ) : null}
      {isOpen && hidden > 0 ? <HiddenList indicator={indicator} disclosure={disclosure} /> : null}
    </div>
  );
}

/** What no hiding can take back. */
function Findings({ disclosure: { findings, findingsCount, openToNewReaders } }: { disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  if (findingsCount === 0) return null;
  return (
    <div className={classes['findings']}>
      <p>{t('findings.lead', { count: findingsCount })}</p>
      {openToNewReaders > 0 ? <p>{t('findings.new_readers', { count: openToNewReaders })}</p> : null}
      <ul>
        {findings.map(({ id, period, cells, quantity, problem }) => (
          <li key={id}>
            <strong>
              {period}, {cells.join(' / ')}
            </strong>
            {': '}
            {t(`findings.problem.${problem as 'unique'}`, { what: t(`findings.quantity.${quantity as 'people'}`) })}
          </li>
        ))}
      </ul>
      {findingsCount > findings.length ? <p>{t('findings.more', { count: findingsCount - findings.length })}</p> : null}
    </div>
  );
}

/** What nobody has explained: what the groups add up to is for a person to say. */
function NotLookedAt({ disclosure: { notLookedAt, notLookedAtCount } }: { disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  if (notLookedAtCount === 0) return null;
  return (
    <div className={classes['findings']}>
      <p>
        {t('not_looked_at.lead')} <Link href="/populations">{t('not_looked_at.way')}</Link>
      </p>
      <ul>
        {notLookedAt.map(({ id, period, cells }) => (
          <li key={id}>
            <strong>{period}</strong>
            {': '}
            {cells.join(' / ')}
          </li>
        ))}
      </ul>
      {notLookedAtCount > notLookedAt.length ? (
        <p>{t('findings.more', { count: notLookedAtCount - notLookedAt.length })}</p>
      ) : null}
    </div>
  );
}

function Reasons({ disclosure: { reasons, minimum } }: { disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  return (
    <dl className={classes['reasons']}>
      {reasons.map(({ reason, count }) => (
        <div key={reason}>
          <dt>{t(`reason.${reason}`, { minimum })}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The rules in force, with what another rule would do. */
function Rules({ disclosure, indicator, manages }: DisclosureSectionProps & { disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  const [isOpen, setOpen] = useState(false);
  const { minimum, coding, countsPublished, countsPeople, largeGroupsReason, shownWithoutPeople } = disclosure;
  const unknown = disclosure.reasons.find(({ reason }) => reason === 'people_unknown')?.count ?? 0;
  const hasFewInCounts =
    indicator.measureType === 'proportion' &&
    countsPublished &&
    disclosure.reasons.some(({ reason }) => reason === 'few_who_count' || reason === 'few_who_do_not_count');
  return (
    <div className={classes['rules']}>
      {unknown > 0 ? (
        <div className={classes['unknown']} role="note">
          <p>{t('unknown.lead', { count: unknown })}</p>
          <p>{t('unknown.way')}</p>
          {manages ? (
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('unknown.open')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {hasFewInCounts ? <LonePercentages indicator={indicator} manages={manages} /> : null}
      <h3>{t('rules.title')}</h3>
      <ul>
        <li>{t('rules.minimum', { most: minimum - 1 })}</li>
        {indicator.measureType === 'proportion' ? <li>{t(`rules.coding.${coding}`)}</li> : null}
        <li>{t(countsPublished ? 'rules.counts_yes' : 'rules.counts_no', { minimum })}</li>
        {isShareOfPeople(indicator.measureType) ? (
          <li>
            {largeGroupsReason === null
              ? t('rules.people_unknown')
              : t('rules.large_groups', { count: shownWithoutPeople, reason: largeGroupsReason })}
          </li>
        ) : null}
        {indicator.measureType === 'count' ? (
          <li>{t(countsPeople ? 'rules.people_yes' : 'rules.people_no', { most: minimum - 1 })}</li>
        ) : null}
      </ul>
      <p className={classes['quiet']}>
        {t('rules.anew')} <Link href="/people/settings">{t('rules.settings')}</Link>
      </p>
      {manages ? (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('rules.change')}
          </Button>
        </div>
      ) : null}
      {isOpen ? <RulesForm indicator={indicator} disclosure={disclosure} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function HiddenList({ indicator, disclosure }: { indicator: DisclosedIndicator; disclosure: ShownDisclosure }) {
  const { t } = useTranslation('disclosure');
  const [reason, setReason] = useState<HiddenReason | ''>('');
  const present = new Set(disclosure.reasons.map((each) => each.reason));
  return (
    <div className={classes['part']}>
      <p className={classes['quiet']}>{t('list.note')}</p>
      <div className={classes['filter']}>
        <ChoiceField
          label={t('list.filter')}
          value={reason}
          onChange={(value) => setReason(value as HiddenReason | '')}
          options={[
            { value: '', label: t('list.every_reason') },
            ...hiddenReasons
              .filter((each) => present.has(each))
              .map((each) => ({ value: each, label: t(`reason.${each}`, { minimum: disclosure.minimum }) })),
          ]}
        />
      </div>
      <DataList
        query={HiddenObservations}
        variables={{ indicatorId: indicator.id, reason: reason === '' ? null : reason }}
        kinds={disclosureKinds}
        page={(data) => data.hiddenObservations}
        row={(row) => <HiddenRow key={row.id} row={row} unit={indicator.unit} minimum={disclosure.minimum} />}
        empty={<p className={classes['quiet']}>{t('list.none')}</p>}
        label={t('list.label')}
      />
    </div>
  );
}
