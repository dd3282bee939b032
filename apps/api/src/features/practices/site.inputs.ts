import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, ref, writtenProse } from '../../kernel/inputs/fields.ts';
import { Site } from './site.entity.ts';

const policy = 'canManagePractice';
const site = {
  name: line(),
  organizationId: ref('organization').optional(),
  placeId: ref('place').optional().saying('Where it lies, for its own numbers.'),
};

export const AddSiteInput = addInput(
  'AddSiteInput',
  { adds: Site, policy, about: 'practiceId', description: 'A new site of the partnership.' },
  {
    ...site,
    practiceId: ref('practice').optional().saying('The practice that it is added for: who manages that may add it.'),
  },
);
export type AddSiteInput = InputOf<typeof AddSiteInput>;

export const EditSiteInput = editInput(
  'EditSiteInput',
  { edits: Site, policy, description: 'Changes to a site; what is left out stays, null takes it away.' },
  changes(site),
);
export type EditSiteInput = InputOf<typeof EditSiteInput>;

export const RetireSiteInput = editInput(
  'RetireSiteInput',
  { edits: Site, policy, description: 'A site is closed, or is none any more.' },
  { reason: writtenProse().saying('Why.') },
);
export type RetireSiteInput = InputOf<typeof RetireSiteInput>;
