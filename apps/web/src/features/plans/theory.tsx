import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../shared/empty.tsx';
import { Section } from '../../shared/page.tsx';
import {
  type Choices,
  type Driver,
  type Factor,
  RetireDriver,
  RetireFactor,
  type Strategy,
} from './plan-operations.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { Quiet } from './strategies.tsx';
import { AddDriverDialog, AddFactorDialog, EditDriverDialog, EditFactorDialog } from './theory-dialogs.tsx';
import classes from './plans.module.css';

interface TheoryProps {
  networkId: string;
  choices: Choices;
  strategies: readonly Strategy[];
  may: boolean;
}

/** What is done to a driver in a dialog. It is held above the tree: whoever moves the driver leaves the dialog open. */
interface DriverTask {
  what: 'add' | 'edit' | 'retire';
  /** Null for a new driver directly under the aim. */
  driver: Driver | null;
}

/** Why the gap exists and what would close it: the driver tree under the aim, and the factors. */
export function Theory({ networkId, choices, strategies, may }: TheoryProps) {
  const { t } = useTranslation('plans');
  const [task, setTask] = useState<DriverTask>();
  const [addsFactor, setAddsFactor] = useState(false);
  const addDriver = may ? (
    <Button variant="default" onClick={() => setTask({ what: 'add', driver: null })}>
      {t('driver.add')}
    </Button>
  ) : null;
  const addFactor = may ? (
    <Button variant="default" onClick={() => setAddsFactor(true)}>
      {t('factor.add')}
    </Button>
  ) : null;
  return (
    <>
      <Section title={t('driver.title')} aside={choices.drivers.length > 0 ? addDriver : null}>
        {choices.drivers.length === 0 ? (
          <Empty sentence={t('driver.empty')} example={t('driver.example')} action={addDriver} />
        ) : (
          <Branch parentId={null} choices={choices} strategies={strategies} may={may} onTask={setTask} />
        )}
      </Section>
      <Section title={t('factor.title')} aside={choices.factors.length > 0 ? addFactor : null}>
        {choices.factors.length === 0 ? (
          <Empty sentence={t('factor.empty')} example={t('factor.example')} action={addFactor} />
        ) : (
          <ul className={classes['list']} aria-label={t('factor.title')}>
            {choices.factors.map((factor) => (
              <li key={factor.id} id={factor.id}>
                <FactorRow factor={factor} may={may} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {task ? (
        <DriverDialog task={task} networkId={networkId} choices={choices} onClose={() => setTask(undefined)} />
      ) : null}
      {addsFactor ? <AddFactorDialog networkId={networkId} onClose={() => setAddsFactor(false)} /> : null}
    </>
  );
}

interface DriverDialogProps {
  task: DriverTask;
  networkId: string;
  choices: Choices;
  onClose(): void;
}

function DriverDialog({ task, networkId, choices, onClose }: DriverDialogProps) {
  const { t } = useTranslation('plans');
  // As it stands now; as it stood when somebody else retired it in the meantime.
  const driver = choices.drivers.find(({ id }) => id === task.driver?.id) ?? task.driver;
  if (task.what === 'add' || !driver) {
    return <AddDriverDialog networkId={networkId} parentId={driver?.id ?? null} choices={choices} onClose={onClose} />;
  }
  return task.what === 'edit' ? (
    <EditDriverDialog driver={driver} choices={choices} onClose={onClose} />
  ) : (
    <ReasonDialog document={RetireDriver} item={driver} verb={t('retire')} ask={t('why_retire')} onClose={onClose} />
  );
}

interface BranchProps extends Omit<TheoryProps, 'networkId'> {
  parentId: string | null;
  onTask(task: DriverTask): void;
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

function DriverNode({ driver, choices, strategies, may, onTask }: BranchProps & { driver: Driver }) {
  const { t } = useTranslation('plans');
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
      {may ? (
        <div className={classes['buttons']}>
          <Quiet label={t('driver.add_below')} of={driver.title} onClick={() => onTask({ what: 'add', driver })} />
          <Quiet label={t('edit')} of={driver.title} onClick={() => onTask({ what: 'edit', driver })} />
          <Quiet label={t('retire')} of={driver.title} onClick={() => onTask({ what: 'retire', driver })} />
        </div>
      ) : null}
    </div>
  );
}

function FactorRow({ factor, may }: { factor: Factor; may: boolean }) {
  const { t } = useTranslation(['plans', 'words']);
  const [open, setOpen] = useState<'edit' | 'retire'>();
  const close = () => setOpen(undefined);
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
      {may ? (
        <div className={classes['buttons']}>
          <Quiet label={t('edit')} of={factor.title} onClick={() => setOpen('edit')} />
          <Quiet label={t('retire')} of={factor.title} onClick={() => setOpen('retire')} />
        </div>
      ) : null}
      {open === 'edit' ? <EditFactorDialog factor={factor} onClose={close} /> : null}
      {open === 'retire' ? (
        <ReasonDialog document={RetireFactor} item={factor} verb={t('retire')} ask={t('why_retire')} onClose={close} />
      ) : null}
    </div>
  );
}
