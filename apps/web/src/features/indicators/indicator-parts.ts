import { lazy } from 'react';

/** Parts of an indicator's page that are features of their own; each is loaded when the page shows it. */
export const DisparityPart = lazy(() => import('../disparity/disparity-panel.tsx'));
/** Of whom its numbers are requested. */
export const RequestsPart = lazy(() => import('../data-requests/indicator-requests.tsx'));
export const DisclosurePart = lazy(() => import('../disclosure/disclosure-section.tsx'));
