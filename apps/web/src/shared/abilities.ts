import { useMemo } from 'react';
import type { Viewer } from '@throughline/domain/viewer';
import { usePartnership } from './partnership.tsx';
import { useMe } from './session.tsx';

/**
 * The signed-in person as the domain's policies take them: `canImport(useViewer())`.
 * It decides only what the screen offers; the server decides again.
 */
export function useViewer(): Viewer {
  const { account } = useMe();
  const { partnershipId, memberId, role, organizationId = null, seats } = usePartnership();
  return useMemo(
    () => ({ accountId: account.id, partnershipId, memberId, role, organizationId, seats: seats ?? [] }),
    [account.id, partnershipId, memberId, role, organizationId, seats],
  );
}
