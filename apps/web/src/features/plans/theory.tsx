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

/** Why the gap exists and what would close it: the driver tree under the aim, and the factors. */
export function Theory({ networkId, choices, strategies, may }: TheoryProps) {
  const { t } = useTranslation('plans');
  const [adding, setAdding] = useState<'driver' | 'factor'>();
  const close = () => setAdding(undefined);
  const addDriver = may ? (
    <Button variant="default" onClick={() => setAdding('driver')}>
      {t('driver.add')}
    </Button>
  ) : null;
  const addFactor = may ? (
    <Button variant="default" onClick={() => setAdding('factor')}>
      {t('factor.add')}
    </Button>
  ) : null;
  return (
    <>
      <Section title={t('driver.title')} aside={choices.drivers.length > 0 ? addDriver : null}>
        {choices.drivers.length === 0 ? (
          <Empty sentence={t('driver.empty')} example={t('driver.example')} action={addDriver} />
        ) : (
          <Branch parentId={null} networkId={networkId} choices={choices} strategies={strategies} may={may} />
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
      {adding === 'driver' ? <AddDriverDialog networkId={networkId} choices={choices} onClose={close} /> : null}
      {adding === 'factor' ? <AddFactorDialog networkId={networkId} onClose={close} /> : null}
    </>
  );
}

interface BranchProps extends TheoryProps {
  parentId: string | null;
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

function DriverNode({ driver, networkId, choices, strategies, may }: BranchProps & { driver: Driver }) {
  const { t } = useTranslation('plans');
  const [open, setOpen] = useState<'add' | 'edit' | 'retire'>();
  const close = () => setOpen(undefined);
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
          <Quiet label={t('driver.add_below')} of={driver.title} onClick={() => setOpen('add')} />
          <Quiet label={t('edit')} of={driver.title} onClick={() => setOpen('edit')} />
          <Quiet label={t('retire')} of={driver.title} onClick={() => setOpen('retire')} />
        </div>
      ) : null}
      {open === 'add' ? (
        <AddDriverDialog networkId={networkId} parentId={driver.id} choices={choices} onClose={close} />
      ) : null}
      {open === 'edit' ? <EditDriverDialog driver={driver} choices={choices} onClose={close} /> : null}
      {open === 'retire' ? (
        <ReasonDialog document={RetireDriver} item={driver} verb={t('retire')} ask={t('why_retire')} onClose={close} />
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
