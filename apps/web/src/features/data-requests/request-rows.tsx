import type { ReactNode } from 'react';
import type { DataRequestView } from '@throughline/domain/vocabulary';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DataList } from '../../shared/lists/data-list.tsx';
import { type ListedRequest, requestKinds, RequestList } from './operations.ts';
import { Standing } from './standing-chip.tsx';
import classes from './data-requests.module.css';

interface RequestsProps {
  view: DataRequestView;
  /** Only those of one indicator, whose name its page says already. */
  indicatorId: string | null;
  empty: ReactNode;
}

/** Data requests by the day that is due first. */
export function Requests({ view, indicatorId, empty }: RequestsProps) {
  const { t } = useTranslation('data-requests');
  return (
    <DataList
      query={RequestList}
      variables={{ view, indicatorId }}
      kinds={requestKinds}
      label={t('title')}
      page={(data) => data.dataRequests}
      empty={empty}
      row={(request) => <Row key={request.id} request={request} isOfPage={indicatorId !== null} />}
    />
  );
}

function Row({ request, isOfPage }: { request: ListedRequest; isOfPage: boolean }) {
  return (
    <li className={classes['row']}>
      <Link href={`/data-requests/${request.id}`}>
        {request.organizationName}
        {isOfPage ? '' : `: ${request.indicatorName}`}
      </Link>
      <Standing request={request} />
    </li>
  );
}
