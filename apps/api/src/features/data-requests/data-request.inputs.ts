import { linkSecretPattern } from '@throughline/domain/data-requests';
import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { addInput, changeInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import {
  changes,
  day,
  flag,
  list,
  measurement,
  newId,
  prose,
  ref,
  textLike,
  whole,
  writtenProse,
} from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { DataAnswer } from './data-answer.entity.ts';
import { DataRequestLink } from './data-request-link.entity.ts';
import { DataRequest } from './data-request.entity.ts';

const policy = 'canRequestData';

/** Places or populations of one request, and series of it. */
const mostListed = 50;
export const mostSeries = 200;
const mostOfNote = 2_000;

const when = {
  fromOn: day().saying('A day of the first period that is requested.'),
  graceDays: whole(0, 366).saying('Days after the end of a period until its numbers are due.'),
  note: prose(mostOfNote).or('').saying('What the organization is told with the request.'),
};

const emptyOf = (ids: readonly string[]) => (ids.length > 0 ? null : refusal('LIST_EMPTY'));

export const AddDataRequestInput = addInput(
  'AddDataRequestInput',
  { adds: DataRequest, policy, description: 'Which numbers an organization is to send, and from when on.' },
  {
    indicatorId: ref('indicator'),
    organizationId: ref('organization'),
    placeIds: list(ref('place'), mostListed).saying('In the order of the form.'),
    populationIds: list(ref('population'), mostListed).saying('In the order of the form.'),
    ...when,
  },
  ({ placeIds, populationIds }) => {
    const tooMany = placeIds.length * populationIds.length > mostSeries;
    const faults = {
      placeIds: emptyOf(placeIds),
      populationIds: emptyOf(populationIds) ?? (tooMany ? refusal('LIST_TOO_LONG', { most: mostSeries }) : null),
    };
    const found = Object.entries(faults).flatMap(([field, fault]) => (fault ? [[field, fault] as const] : []));
    return found.length > 0 ? Object.fromEntries(found) : null;
  },
);
export type AddDataRequestInput = InputOf<typeof AddDataRequestInput>;

export const EditDataRequestInput = editInput(
  'EditDataRequestInput',
  { edits: DataRequest, policy, description: 'Changes to a data request; what is left out stays.' },
  changes(when),
);
export type EditDataRequestInput = InputOf<typeof EditDataRequestInput>;

export const RetireDataRequestInput = editInput(
  'RetireDataRequestInput',
  { edits: DataRequest, policy, description: 'Ends a data request: its link opens nothing any more.' },
  { reason: writtenProse().saying('Why no more numbers are needed.') },
);
export type RetireDataRequestInput = InputOf<typeof RetireDataRequestInput>;

export const RestoreDataRequestInput = editInput(
  'RestoreDataRequestInput',
  { edits: DataRequest, policy, restores: true, description: 'Takes up a data request that has ended.' },
  {},
);
export type RestoreDataRequestInput = InputOf<typeof RestoreDataRequestInput>;

const expiresOn = day().saying('The last day on which the link opens the form; in two years at most.');
const secret = textLike(z.string().regex(linkSecretPattern, because(refusal('LINK_SECRET_WEAK'))));

export const RenewDataRequestLinkInput = changeInput(
  'RenewDataRequestLinkInput',
  { changes: DataRequest, policy, description: 'A new link for a request; the one before opens nothing any more.' },
  {
    linkId: newId(),
    secret: secret.saying('32 random bytes as base64url, made by the client: the server keeps a hash of them alone.'),
    expiresOn,
  },
);
export type RenewDataRequestLinkInput = InputOf<typeof RenewDataRequestLinkInput>;

export const ExtendDataRequestLinkInput = editInput(
  'ExtendDataRequestLinkInput',
  { edits: DataRequestLink, policy, description: 'Lets a link open the form until another day.' },
  { expiresOn },
);
export type ExtendDataRequestLinkInput = InputOf<typeof ExtendDataRequestLinkInput>;

export const RevokeDataRequestLinkInput = editInput(
  'RevokeDataRequestLinkInput',
  { edits: DataRequestLink, policy, description: 'Makes a link useless at once.' },
  {},
);
export type RevokeDataRequestLinkInput = InputOf<typeof RevokeDataRequestLinkInput>;

export const AcceptDataAnswerInput = editInput(
  'AcceptDataAnswerInput',
  { edits: DataAnswer, policy, description: 'Accepts what was sent: an import that can be undone.' },
  {},
);
export type AcceptDataAnswerInput = InputOf<typeof AcceptDataAnswerInput>;

export const ReturnDataAnswerInput = editInput(
  'ReturnDataAnswerInput',
  { edits: DataAnswer, policy, description: 'Sends numbers back to the organization.' },
  { word: prose(mostOfNote).saying('What is to be looked at again; the form shows it.') },
);
export type ReturnDataAnswerInput = InputOf<typeof ReturnDataAnswerInput>;

const SentCell = inputPart('SentCell', 'The numbers of one place and population.', {
  placeId: newId(),
  populationId: newId(),
  numerator: measurement().optional(),
  denominator: measurement().optional(),
  value: measurement().optional(),
});

/** Comes by the form's own endpoint: no mutation has it. */
export const SendDataAnswerInput = changeInput(
  'SendDataAnswerInput',
  { changes: DataRequest, policy: 'canAnswerDataRequest', description: 'The numbers of one period.' },
  {
    answerId: newId(),
    periodStart: day(),
    /** The number of the answer that the form showed, or that nothing was sent yet: 0. */
    follows: whole(0, 1_000_000),
    note: prose(mostOfNote).or(''),
    cells: list(within(SentCell), mostSeries),
    hasNone: flag().or(false).saying('That there are no numbers for the period; the note says why.'),
  },
);
export type SendDataAnswerInput = InputOf<typeof SendDataAnswerInput>;

const texts = z
  .record(z.string().max(100), z.string().max(mostOfNote))
  .refine((all) => Object.keys(all).length <= 3 * mostSeries + 2);

/** What is typed and not yet sent. */
export const DraftInput = z.object({
  periodStart: z.iso.date(),
  /** The version that was read; 0 where there was none. */
  version: z.int().min(0),
  texts,
});
export type DraftInput = z.infer<typeof DraftInput>;
