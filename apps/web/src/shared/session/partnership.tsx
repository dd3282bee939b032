import { createContext, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from './format.ts';
import type { Membership } from './who.ts';

/** The membership under which the open screens work; set by the shell from the address. */
export const PartnershipContext = createContext<Membership | undefined>(undefined);

/** The open partnership with the viewer's role and member id; throws outside `/p/:slug`. */
export function usePartnership(): Membership {
  const membership = use(PartnershipContext);
  if (!membership) throw new Error('usePartnership is used outside a partnership');
  return membership;
}

/** Formatters in the person's language and the partnership's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = use(PartnershipContext)?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => createFormat(i18n.language, timeZone), [i18n.language, timeZone]);
}
