import { Initial1780000000000 } from './migrations/1780000000000-initial.ts';
import { Evidence1790000000000 } from './migrations/1790000000000-evidence.ts';
import { BulkLoads1791000000000 } from './migrations/1791000000000-bulk-loads.ts';
import { SharesOfNobody1792000000000 } from './migrations/1792000000000-shares-of-nobody.ts';
import { AskWordings1792500000000 } from './migrations/1792500000000-ask-wordings.ts';
import { VoidTests1793500000000 } from './migrations/1793500000000-void-tests.ts';
import { Moments1795755662138 } from './migrations/1795755662138-moments.ts';
import { Places1795780771463 } from './migrations/1795780771463-places.ts';
import { StagedPlaces1795785602228 } from './migrations/1795785602228-staged-places.ts';
import { LargeGroups1795791080829 } from './migrations/1795791080829-large-groups.ts';
import { LinkedIndicators1795793121603 } from './migrations/1795793121603-linked-indicators.ts';
import { Licenses1795792484500 } from './migrations/1795792484500-licenses.ts';
import { ReadKeys1795793947910 } from './migrations/1795793947910-read-keys.ts';
import { PeriodsOfSeveralYears1795794394171 } from './migrations/1795794394171-periods-of-several-years.ts';
import { DataRequests1795795299569 } from './migrations/1795795299569-data-requests.ts';
import { UnorderedLinks1795795219237 } from './migrations/1795795219237-unordered-links.ts';
import { ImportLabels1795796400000 } from './migrations/1795796400000-import-labels.ts';
import { DataSources1795802785566 } from './migrations/1795802785566-data-sources.ts';
import { FirstPublished1795805285292 } from './migrations/1795805285292-first-published.ts';
import { Mail1795815000000 } from './migrations/1795815000000-mail.ts';
import { RequestsMadeOn1795815100000 } from './migrations/1795815100000-requests-made-on.ts';
import { PublishedIntervals1795815200000 } from './migrations/1795815200000-published-intervals.ts';
import { Series1795815300000 } from './migrations/1795815300000-series.ts';
import { Invitations1795817594823 } from './migrations/1795817594823-invitations.ts';
import { AuditChain1795825737683 } from './migrations/1795825737683-audit-chain.ts';
import { Notifications1795826045659 } from './migrations/1795826045659-notifications.ts';
import { SecondFactor1795827599612 } from './migrations/1795827599612-second-factor.ts';
import { FirstDigest1795842547309 } from './migrations/1795842547309-first-digest.ts';
import { Passkeys1795850000000 } from './migrations/1795850000000-passkeys.ts';

/** Every migration, oldest first. */
export const migrations = [
  Initial1780000000000,
  Evidence1790000000000,
  BulkLoads1791000000000,
  SharesOfNobody1792000000000,
  AskWordings1792500000000,
  VoidTests1793500000000,
  Moments1795755662138,
  Places1795780771463,
  StagedPlaces1795785602228,
  LargeGroups1795791080829,
  Licenses1795792484500,
  LinkedIndicators1795793121603,
  ReadKeys1795793947910,
  PeriodsOfSeveralYears1795794394171,
  DataRequests1795795299569,
  UnorderedLinks1795795219237,
  ImportLabels1795796400000,
  DataSources1795802785566,
  FirstPublished1795805285292,
  Mail1795815000000,
  RequestsMadeOn1795815100000,
  PublishedIntervals1795815200000,
  Series1795815300000,
  Invitations1795817594823,
  AuditChain1795825737683,
  Notifications1795826045659,
  SecondFactor1795827599612,
  FirstDigest1795842547309,
  Passkeys1795850000000,
];
