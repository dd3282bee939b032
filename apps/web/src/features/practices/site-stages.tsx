import { Fragment, useState } from 'react';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { Adoption } from './practice-operations.ts';
import { SitePanel } from './site-panel.tsx';
import { ladder, stageCells, type StageCell } from './stages.ts';
import classes from './practices.module.css';

interface SiteStagesProps {
  adoptions: readonly Adoption[];
  /** False for a retired practice: its sites are read, not moved. */
  open: boolean;
  manages: boolean;
}

/** Sites × stages: a table where there is room, cards on a phone. Each site opens in place. */
export function SiteStages({ adoptions, open, manages }: SiteStagesProps) {
  const { t } = useTranslation('practices');
  const narrow = useMediaQuery('(max-width: 47.99em)', window.matchMedia('(max-width: 47.99em)').matches);
  const [opened, setOpened] = useState<string>();
  const toggle = (id: string) => setOpened((before) => (before === id ? undefined : id));
  if (adoptions.length === 0) {
    return (
      <Empty
        sentence={t(manages ? 'sites.empty_add' : 'sites.empty')}
        example={t('sites.example')}
        way={{ above: manages, ask: 'facilitator' }}
      />
    );
  }
  const props = { adoptions, open, opened, toggle };
  return narrow ? <Cards {...props} /> : <StageTable {...props} />;
}

interface RowsProps {
  adoptions: readonly Adoption[];
  open: boolean;
  opened: string | undefined;
  toggle(id: string): void;
}

function StageTable({ adoptions, open, opened, toggle }: RowsProps) {
  const { t } = useTranslation(['practices', 'words']);
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('sites.site')}</th>
            {ladder.map((stage) => (
              <th key={stage} scope="col">
                {t(`words:adoption_stage.${stage}`)}
              </th>
            ))}
            <th scope="col">
              <span className={classes['hidden']}>{t('sites.update')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {adoptions.map((adoption) => (
            <Fragment key={adoption.id}>
              <tr data-stopped={adoption.stage === 'stopped'}>
                <th scope="row">
                  <SiteName adoption={adoption} />
                </th>
                {stageCells(adoption).map((cell) => (
                  <td key={cell.stage} data-present={cell.isPresent}>
                    <Cell cell={cell} />
                  </td>
                ))}
                <td>
                  <Toggle adoption={adoption} open={open} isOpened={opened === adoption.id} toggle={toggle} />
                </td>
              </tr>
              {opened === adoption.id ? (
                <tr>
                  <td colSpan={ladder.length + 2} className={classes['panelCell']}>
                    <SitePanel adoption={adoption} open={open} onDone={() => toggle(adoption.id)} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ adoptions, open, opened, toggle }: RowsProps) {
  const { t } = useTranslation(['practices', 'words']);
  const format = useFormat();
  return (
    <ul className={classes['cards']}>
      {adoptions.map((adoption) => (
        <li key={adoption.id}>
          <div className={classes['cardHead']}>
            <div>
              <SiteName adoption={adoption} />
              {adoption.stage === 'stopped' ? null : (
                <p className={classes['quiet']}>
                  <strong className={classes['stage']}>{t(`words:adoption_stage.${adoption.stage}`)}</strong>{' '}
                  {t('sites.since', { day: format.day(adoption.since) })}
                </p>
              )}
            </div>
            <Toggle adoption={adoption} open={open} isOpened={opened === adoption.id} toggle={toggle} />
          </div>
          <Ladder adoption={adoption} />
          {opened === adoption.id ? (
            <SitePanel adoption={adoption} open={open} onDone={() => toggle(adoption.id)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Five marks, filled up to the site's stage; the words beside it say the same. */
function Ladder({ adoption }: { adoption: Adoption }) {
  const at = ladder.indexOf(adoption.stage as (typeof ladder)[number]);
  return (
    <div className={classes['ladder']} aria-hidden="true">
      {stageCells(adoption).map(({ stage, isSkipped }, index) => (
        <span key={stage} data-reached={index <= at} data-skipped={isSkipped} />
      ))}
    </div>
  );
}

function SiteName({ adoption }: { adoption: Adoption }) {
  const { t } = useTranslation('practices');
  const format = useFormat();
  const last = adoption.steps.at(-1);
  return (
    <div className={classes['site']}>
      <span>{adoption.siteName}</span>
      {adoption.organizationName ? <small>{adoption.organizationName}</small> : null}
      {adoption.stage === 'stopped' && last ? (
        <small className={classes['concern']}>
          {t('sites.stopped', { day: format.day(last.on), reason: last.note })}
        </small>
      ) : null}
    </div>
  );
}

function Cell({ cell: { on, isPresent, isSkipped } }: { cell: StageCell }) {
  const { t } = useTranslation('practices');
  const format = useFormat();
  if (isSkipped) return <span className={classes['concern']}>{t('sites.skipped')}</span>;
  if (on === null) return <span className={classes['hidden']}>{t('sites.not_yet')}</span>;
  return (
    <>
      {isPresent ? <span className={classes['hidden']}>{t('sites.present')} </span> : null}
      {format.day(on)}
    </>
  );
}

interface ToggleProps {
  adoption: Adoption;
  open: boolean;
  isOpened: boolean;
  toggle(id: string): void;
}

function Toggle({ adoption, open, isOpened, toggle }: ToggleProps) {
  const { t } = useTranslation('practices');
  const can = useCan();
  const verb = open && can('canUpdateAdoption', adoption) ? 'sites.update' : 'sites.read';
  return (
    <Button
      variant="default"
      aria-expanded={isOpened}
      aria-label={t(`${verb}_named`, { site: adoption.siteName })}
      onClick={() => toggle(adoption.id)}
    >
      {t(isOpened ? 'sites.shut' : verb)}
    </Button>
  );
}
