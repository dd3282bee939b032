import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataList } from '../../shared/lists/data-list.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { Section } from '../../shared/frame/page.tsx';
import { type Tasks, useRowOf, useTask } from '../../shared/frame/use-task.ts';
import { EditOutcome, type ShownOutcome } from './outcome-form.tsx';
import classes from './indicators.module.css';

const Outcomes = graphql(`
  query OutcomesPart($first: Int!, $after: String) {
    outcomes(first: $first, after: $after) {
      nodes {
        id
        version
        name
        stage
        description
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const kinds = ['outcome'];

/** The outcomes along the way from cradle to career, also those that nothing is measured of yet. */
export function OutcomesPart({ onAdd }: { onAdd(): void }) {
  const { t } = useTranslation(['indicators', 'words']);
  const tasks = useTask<'edit', ShownOutcome>();
  const { task, end } = tasks;
  return (
    <Section
      title={t('outcome.title')}
      aside={
        <Button variant="default" onClick={onAdd}>
          {t('outcome.add')}
        </Button>
      }
    >
      <DataList
        query={Outcomes}
        variables={{}}
        kinds={kinds}
        label={t('outcome.title')}
        page={(data) => data.outcomes}
        pageSize={50}
        empty={<p className={classes['quiet']}>{t('outcome.empty')}</p>}
        row={(outcome) => <OutcomeRow key={outcome.id} outcome={outcome} tasks={tasks} />}
      />
      {task ? <EditOutcome key={task.row.id} outcome={task.row} onClose={end} /> : null}
    </Section>
  );
}

function OutcomeRow({ outcome, tasks }: { outcome: ShownOutcome; tasks: Tasks<'edit', ShownOutcome> }) {
  const { t } = useTranslation(['indicators', 'words']);
  useRowOf(tasks, outcome);
  return (
    <li className={classes['outcomeRow']}>
      <div>
        <strong>{outcome.name}</strong>
        <span className={classes['finding']}>{t(`words:outcome_stage.${outcome.stage}`)}</span>
      </div>
      <Button
        variant="subtle"
        onClick={() => tasks.begin('edit', outcome)}
        aria-label={t('outcome.edit_of', { name: outcome.name })}
      >
        {t('edit.open')}
      </Button>
    </li>
  );
}
