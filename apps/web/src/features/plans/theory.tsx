import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../shared/states/empty.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import { ReasonDialog } from '../../shared/form/reason-dialog.tsx';
import {
  type Choices,
  type Driver,
  type Factor,
  planKinds,
  RetireDriver,
  RetireFactor,
  type Strategy,
} from './plan-operations.ts';
import { Quiet } from './strategies.tsx';
import { RetiredTheory } from './retired-theory.tsx';
import { AddDriverDialog, AddFactorDialog, EditDriverDialog, EditFactorDialog } from './theory-dialogs.tsx';
import classes from './plans.module.css';

interface TheoryProps {
  networkId: string;
  choices: Choices;
  strategies: readonly Strategy[];
  mayEdit: boolean;
}

/** Why the gap exists and what would close it: the driver tree under the aim, and the factors. */
export function Theory({ networkId, choices, strategies, mayEdit }: TheoryProps) {
  const { t } = useTranslation('plans');
  const [adding, setAdding] = useState<'driver' | 'factor'>();
  const drivers = useTask<DriverTask, Driver>();
  const factors = useTask<'edit' | 'retire', Factor>();
  const close = () => setAdding(undefined);
  const addDriver = mayEdit ? (
    <Button variant="default" onClick={() => setAdding('driver')}>
      {t('driver.add')}
    </Button>
  ) : null;
  const addFactor = mayEdit ? (
    <Button variant="default" onClick={() => setAdding('factor')}>
      {t('factor.add')}
    </Button>
  ) : null;
  return (
    <>
      <Section title={t('driver.title')} aside={choices.drivers.length > 0 ? addDriver : null}>
        {choices.drivers.length === 0 ? (
          <Empty
            sentence={t('driver.empty')}
            example={t('driver.example')}
            way={{ action: addDriver, ask: 'facilitator' }}
          />
        ) : (
          <Branch parentId={null} choices={choices} strategies={strategies} mayEdit={mayEdit} tasks={drivers} />
        )}
      </Section>
      <Section title={t('factor.title')} aside={choices.factors.length > 0 ? addFactor : null}>
        {choices.factors.length === 0 ? (
          <Empty
            sentence={t('factor.empty')}
            example={t('factor.example')}
            way={{ action: addFactor, ask: 'facilitator' }}
          />
        ) : (
          <ul className={classes['list']} aria-label={t('factor.title')}>
            {choices.factors.map((factor) => (
              <li key={factor.id} id={factor.id}>
                <FactorRow factor={factor} mayEdit={mayEdit} tasks={factors} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <RetiredTheory networkId={networkId} mayEdit={mayEdit} />
      {adding === 'driver' ? <AddDriverDialog networkId={networkId} choices={choices} onClose={close} /> : null}
      {adding === 'factor' ? <AddFactorDialog networkId={networkId} onClose={close} /> : null}
      <DriverDialogs networkId={networkId} choices={choices} tasks={drivers} />
      <FactorDialogs tasks={factors} />
    </>
  );
}

type DriverTask = 'add' | 'edit' | 'retire';

interface DriverDialogsProps {
  networkId: string;
  choices: Choices;
  tasks: Tasks<DriverTask, Driver>;
}

function DriverDialogs({ networkId, choices, tasks: { task, end } }: DriverDialogsProps) {
  const { t } = useTranslation('plans');
  if (!task) return null;
  const { row } = task;
  switch (task.what) {
    case 'add':
      return <AddDriverDialog networkId={networkId} parentId={row.id} choices={choices} onClose={end} />;
    case 'edit':
      return <EditDriverDialog key={row.id} driver={row} choices={choices} onClose={end} />;
    default:
      return (
        <ReasonDialog
          touches={planKinds}
          document={RetireDriver}
          item={row}
          verb={t('retire')}
          ask={t('why_retire')}
          onClose={end}
        />
      );
  }
}

function FactorDialogs({ tasks: { task, end } }: { tasks: Tasks<'edit' | 'retire', Factor> }) {
  const { t } = useTranslation('plans');
  if (!task) return null;
  return task.what === 'edit' ? (
    <EditFactorDialog key={task.row.id} factor={task.row} onClose={end} />
  ) : (
    <ReasonDialog
      touches={planKinds}
      document={RetireFactor}
      item={task.row}
      verb={t('retire')}
      ask={t('why_retire')}
      onClose={end}
    />
  );
}

interface BranchProps extends Omit<TheoryProps, 'networkId'> {
  parentId: string | null;
  tasks: Tasks<DriverTask, Driver>;
}

/** A driver whose parent is not shown (retired, or past the page's end) stands at the top rather than nowhere. */
function childrenOf(drivers: readonly Driver[], parentId: string | null): Driver[] {
  if (parentId !== null) return drivers.filter((driver) => driver.parentId === parentId);
  const known = new Set(drivers.map(({ id }) => id));
  return drivers.filter((driver) => driver.parentId === null || !known.has(driver.parentId));
}

function Branch(props: BranchProps) {
  const { t } = useTranslation('plans');
  const children = childrenOf(props.choices.drivers, props.parentId);
  if (children.length === 0) return null;
  return (
    <ul className={classes['tree']} aria-label={props.parentId === null ? t('driver.title') : undefined}>
      {children.map((driver) => (
        <li key={driver.id} id={driver.id}>
          <DriverNode {...props} driver={driver} />
          <Branch {...props} parentId={driver.id} />
        </li>
      ))}
    </ul>
  );
}

function DriverNode({ driver, choices, strategies, mayEdit, tasks }: BranchProps & { driver: Driver }) {
  const { t } = useTranslation('plans');
  useRowOf(tasks, driver);
  const factor = choices.factors.find(({ id }) => id === driver.factorId);
  const answers = strategies.filter(({ driverId }) => driverId === driver.id);
  return (
    <div className={classes['node']}>
      <div className={classes['what']}>
        <span className={classes['nodeTitle']}>{driver.title}</span>
        <div className={classes['facts']}>
          {factor ? <span>{t('driver.works_on', { what: factor.title })}</span> : null}
          {answers.map(({ id, title }) => (
            <span key={id}>{t('driver.strategy', { title })}</span>
          ))}
        </div>
      </div>
      {mayEdit ? (
        <div className={classes['buttons']}>
          <Quiet label={t('driver.add_below')} title={driver.title} onClick={() => tasks.begin('add', driver)} />
          <Quiet label={t('edit')} title={driver.title} onClick={() => tasks.begin('edit', driver)} />
          <Quiet label={t('retire')} title={driver.title} onClick={() => tasks.begin('retire', driver)} />
        </div>
      ) : null}
    </div>
  );
}

interface FactorRowProps {
  factor: Factor;
  mayEdit: boolean;
  tasks: Tasks<'edit' | 'retire', Factor>;
}

function FactorRow({ factor, mayEdit, tasks }: FactorRowProps) {
  const { t } = useTranslation(['plans', 'words']);
  useRowOf(tasks, factor);
  return (
    <div className={classes['row']}>
      <div className={classes['what']}>
        <h3>{factor.title}</h3>
        <div className={classes['facts']}>
          <span>{t(`words:factor_kind.${factor.kind}`)}</span>
          {factor.basis ? <span>{t('factor.basis', { basis: factor.basis })}</span> : null}
        </div>
        {factor.description ? <p className={classes['prose']}>{factor.description}</p> : null}
      </div>
      {mayEdit ? (
        <div className={classes['buttons']}>
          <Quiet label={t('edit')} title={factor.title} onClick={() => tasks.begin('edit', factor)} />
          <Quiet label={t('retire')} title={factor.title} onClick={() => tasks.begin('retire', factor)} />
        </div>
      ) : null}
    </div>
  );
}
