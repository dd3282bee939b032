import { lazy } from 'react';

/** Parts of an indicator's page that are features of their own; each is loaded when the page shows it. */
export const DisparityPart = lazy(() => import('../disparity/disparity-panel.tsx'));
export const DisclosurePart = lazy(() => import('../disclosure/disclosure-section.tsx'));
