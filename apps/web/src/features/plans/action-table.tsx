import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type ActionView, doerOf } from '../../shared/actions/action-parts.ts';
import { ActionUpdate } from '../../shared/actions/action-update.tsx';
import { ActionState, Due } from '../../shared/actions/due.tsx';
import { useActionUpdate } from '../../shared/actions/use-action-update.ts';
import classes from './plans.module.css';

/** One row an action, by due day; a list of cards on a phone. */
export function ActionTable({ actions }: { actions: readonly ActionView[] }) {
  const { t } = useTranslation('plans');
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t('column.what')}</th>
          <th scope="col">{t('column.who')}</th>
          <th scope="col">{t('column.when')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.update')}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <Row key={action.id} stored={action} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ stored }: { stored: ActionView }) {
  const { t } = useTranslation('plans');
  const update = useActionUpdate(stored);
  const { action } = update;
  return (
    <tr>
      <th scope="row">
        <Link href={`/actions/${action.id}`}>{action.title}</Link>
        {action.strategyTitle ? <div className={classes['under']}>{action.strategyTitle}</div> : null}
      </th>
      <td>{doerOf(action) ?? <span className={classes['quiet']}>{t('column.nobody')}</span>}</td>
      <td>
        <Due action={action} />
      </td>
      <td>
        <ActionState state={action.state} />
      </td>
      <td>
        <ActionUpdate action={stored} update={update} shape="menu" />
      </td>
    </tr>
  );
}
