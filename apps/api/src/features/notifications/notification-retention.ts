import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { olderThan, Retention, rowsAtOnce } from '../../retention/retention.ts';
import { aboutWhat, isStillSo } from './notification.sql.ts';

const toldAt = 'greatest(n.created_at, n.ready_at)';

/**
 * Of what is old: what was read, what its item or the membership has ended for, and what was said again since. What
 * somebody has not read and still is to do stays, however old.
 */
const deleteNotifications = `
DELETE FROM notification WHERE partnership_id = $1 AND id = ANY (ARRAY(
  SELECT n.id FROM notification n JOIN member m ON m.partnership_id = $1 AND m.id = n.member_id ${aboutWhat}
  WHERE n.partnership_id = $1 AND ${olderThan(toldAt)} AND (
    n.seen_at IS NOT NULL OR m.retired_at IS NOT NULL OR i.is_over OR NOT ${isStillSo}
    OR EXISTS (SELECT 1 FROM notification o WHERE o.partnership_id = $1 AND o.member_id = n.member_id
      AND o.item_id = n.item_id AND o.kind = n.kind AND o.created_at > n.created_at))
  LIMIT ${rowsAtOnce}))`;

/** Lets old notifications go each night. */
@Injectable()
export class NotificationRetention {
  constructor(@Inject(Retention) retention: Retention, @Inject(SETTINGS) settings: Settings) {
    retention.also(settings.retention.notifications, deleteNotifications);
  }
}
