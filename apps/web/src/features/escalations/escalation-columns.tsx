import { Link } from 'wouter';
import { useTranslation } from 'react-i18next';
import { escalationIsOpen } from '@throughline/domain/lifecycles/escalation';
import { type EscalationState, escalationStates } from '@throughline/domain/vocabulary';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { EscalationCard } from './escalation-card.tsx';
import type { EscalationBoard } from './escalation-operations.ts';
import classes from './escalations.module.css';

type Column = ResultOf<typeof EscalationBoard>['escalationBoard'][number];

/** The states in which somebody owes something, in the order of the contract; then those in which nobody does. */
const open: readonly EscalationState[] = ['raised', 'redirected', 'acknowledged', 'committed', 'declined', 'fulfilled'];
const over = escalationStates.filter((state) => !escalationIsOpen(state));

/** The board: what is open in columns by state, what is over below. `networkId` narrows the lists it leads to. */
export function EscalationColumns({ board, networkId }: { board: readonly Column[]; networkId?: string }) {
  const { t } = useTranslation('escalations');
  const ended = over.flatMap((state) => board.filter((column) => column.state === state && column.total > 0));
  return (
    <>
      <div className={classes['board']}>
        {open.flatMap((state) =>
          board
            .filter((column) => column.state === state)
            .map((column) => <EscalationColumn key={state} column={column} networkId={networkId} />),
        )}
      </div>
      {ended.length > 0 ? (
        <section className={classes['ended']} aria-label={t('board.ended')}>
          <h2>{t('board.ended')}</h2>
          <div className={classes['board']}>
            {ended.map((column) => (
              <EscalationColumn key={column.state} column={column} networkId={networkId} />
            ))}
          </div>
        </section>
      ) : null}
    </>
  );
}

function EscalationColumn({ column, networkId }: { column: Column; networkId: string | undefined }) {
  const { t } = useTranslation(['escalations', 'words']);
  const name = t(`words:escalation_state.${column.state}`);
  const hidden = column.total - column.nodes.length;
  return (
    <section className={classes['column']} data-empty={column.total === 0} aria-label={name}>
      <h3>
        {name} <span className={classes['count']}>{column.total}</span>
        {column.overdue > 0 ? (
          <span className={classes['late']}> · {t('board.late', { count: column.overdue })}</span>
        ) : null}
      </h3>
      <p className={classes['quiet']}>{t(`board.means.${column.state}`)}</p>
      <ul>
        {column.nodes.map((escalation) => (
          <li key={escalation.id}>
            <EscalationCard escalation={escalation} />
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <Link
          href={`/asks?state=${column.state}${networkId ? `&network=${networkId}` : ''}`}
          className={classes['all']}
        >
          {t('board.all', { count: column.total })}
        </Link>
      ) : null}
    </section>
  );
}
