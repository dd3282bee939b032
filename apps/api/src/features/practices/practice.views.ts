import { abilities, type PolicyName } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { withSkipped, adoptionCurve, spreadOf } from './adoption-history.ts';
import type { AdoptionType } from './adoption.type.ts';
import type { AdoptionRow, PracticeDetailRow, PracticeRow, SystemChangeRow } from './practice.reads.ts';
import type { PracticeDetail, PracticeType } from './practice.type.ts';
import type { SystemChangeType } from './system-change.type.ts';

const ofPractice: PolicyName[] = ['canManagePractice', 'canUpdateAdoption', 'canRecordSystemChange'];
const ofAdoption: PolicyName[] = ['canManagePractice', 'canUpdateAdoption'];
const ofSystemChange: PolicyName[] = ['canRecordSystemChange'];

/** A practice as the viewer sees it. */
export function viewPractice(viewer: Viewer, row: PracticeRow): PracticeType {
  const { networkId, parentNetworkId } = row;
  const subject = { networkId, parentNetworkId, organizationId: null };
  return { ...row, abilities: abilities(viewer, subject, ofPractice) };
}

/** An adoption as the viewer sees it, jumps flagged. */
export function viewAdoption(viewer: Viewer, row: AdoptionRow): AdoptionType {
  const { networkId, parentNetworkId, organizationId } = row;
  return {
    ...row,
    steps: withSkipped(row.steps),
    abilities: abilities(viewer, { networkId, parentNetworkId, organizationId }, ofAdoption),
  };
}

/** A system change as the viewer sees it. */
export function viewSystemChange(viewer: Viewer, row: SystemChangeRow): SystemChangeType {
  const { networkId, parentNetworkId } = row;
  return { ...row, abilities: abilities(viewer, { networkId, parentNetworkId }, ofSystemChange) };
}

/** The page of a practice as the viewer sees it. */
export function viewPracticeDetail(viewer: Viewer, row: PracticeDetailRow): PracticeDetail {
  const adoptions = row.adoptions.map((adoption) => viewAdoption(viewer, adoption));
  const spread = spreadOf(adoptions);
  return {
    id: row.id,
    practice: viewPractice(viewer, row),
    changeIdeaTitle: row.changeIdeaTitle,
    tests: row.tests,
    adoptions,
    curve: adoptionCurve(adoptions),
    medianDaysBetweenStages: spread.medianDaysBetweenStages,
    adaptationsPerSite: spread.adaptationsPerSite,
    jumps: adoptions.flatMap(({ steps }) => steps).filter(({ skipped }) => skipped.length > 0).length,
    systemChanges: row.systemChanges.map((change) => viewSystemChange(viewer, change)),
  };
}
