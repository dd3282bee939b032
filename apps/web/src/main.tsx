import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/mantine.css';
import './app/theme.css';
import { App } from './app/app.tsx';
import { startI18n } from './app/i18n.ts';
import { prepareOfflineStart } from './app/offline-start.ts';
import { sweepForms } from './shared/form/use-kept-draft.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startI18n();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
sweepForms().catch(() => undefined);
// A browser without service workers or storage works all the same, with the network.
prepareOfflineStart().catch(() => undefined);
