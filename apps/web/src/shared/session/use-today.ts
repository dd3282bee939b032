import { useState } from 'react';
import { dayIn } from '@throughline/domain/dates';
import { usePartnership } from './partnership.tsx';

/** The day on which the screen was opened, YYYY-MM-DD in the partnership's time zone. */
export function useToday(): string {
  const { timeZone } = usePartnership();
  const [opened] = useState(() => new Date());
  return dayIn(timeZone, opened);
}
