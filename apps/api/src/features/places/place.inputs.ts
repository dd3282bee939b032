import { refusal } from '@throughline/domain/refusals/refusal';
import { addInput, changeInput, editInput, type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { changes, flag, line, list, ref, prose, version, word } from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { PlaceCode } from './place-code.entity.ts';
import { PlaceLabel } from './place-label.entity.ts';
import { Place } from './place.entity.ts';

const policy = 'canManageIndicators';

const place = {
  name: line(),
  kind: word(Words.PlaceKind),
  parentId: ref('place').optional().saying('The place that it lies in.'),
};

const code = {
  system: line(60).saying("Whose code: one of the systems that many use, or the publisher's name."),
  code: line(40).saying('With its leading zeros.'),
};

const PlaceCodeInput = inputPart('PlaceCodeInput', 'A code and the system that it belongs to.', code);

export const AddPlaceInput = addInput(
  'AddPlaceInput',
  { adds: Place, policy, description: 'A new place. Another one may have the same name.' },
  {
    ...place,
    isHome: flag().or(false).saying("The partnership's own place, in place of the one that was it."),
    codes: list(within(PlaceCodeInput), 20).or([]),
    labels: list(line(), 100).or([]).saying('How publishers write it, besides the name.'),
  },
);
export type AddPlaceInput = InputOf<typeof AddPlaceInput>;

export const EditPlaceInput = editInput(
  'EditPlaceInput',
  { edits: Place, policy, description: 'Changes to a place; what is left out stays.' },
  changes({ ...place, isHome: flag().saying("The partnership's own place, in place of the one that was it.") }),
);
export type EditPlaceInput = InputOf<typeof EditPlaceInput>;

const PlaceToMoveInput = inputPart('PlaceToMoveInput', 'A place, and the version of it that the person saw.', {
  placeId: ref('place'),
  version: version(),
});

export const MovePlacesInput = plainInput(
  'MovePlacesInput',
  { policy, description: 'Puts several places into another one, or says that they lie in none.' },
  {
    places: list(within(PlaceToMoveInput), 200),
    parentId: ref('place').optional().saying('The place that they lie in; left out, they lie in none.'),
  },
  ({ places }) => (places.length === 0 ? { places: refusal('LIST_EMPTY') } : null),
);
export type MovePlacesInput = InputOf<typeof MovePlacesInput>;

export const RetirePlaceInput = editInput(
  'RetirePlaceInput',
  {
    edits: Place,
    policy,
    description: 'A place that is no longer offered. Its numbers stay, and it takes no new ones.',
  },
  { reason: prose().or('').saying('Why, for the history.') },
);
export type RetirePlaceInput = InputOf<typeof RetirePlaceInput>;

export const RestorePlaceInput = editInput(
  'RestorePlaceInput',
  { edits: Place, policy, restores: true, description: 'A retired place that is to be offered again.' },
  {},
);
export type RestorePlaceInput = InputOf<typeof RestorePlaceInput>;

export const MergePlaceInput = editInput(
  'MergePlaceInput',
  {
    edits: Place,
    policy,
    description: 'A place that turned out to be another one, which gets its numbers, codes and names.',
  },
  {
    intoId: ref('place').saying('The place that it is.'),
    reason: prose().or('').saying('Why, for the history.'),
  },
);
export type MergePlaceInput = InputOf<typeof MergePlaceInput>;

export const AddPlaceCodeInput = addInput(
  'AddPlaceCodeInput',
  { adds: PlaceCode, policy, description: 'A code of a place.' },
  { placeId: ref('place'), ...code },
);
export type AddPlaceCodeInput = InputOf<typeof AddPlaceCodeInput>;

const ofPlace = { placeId: ref('place', { retiredToo: true }).saying('The place that the person saw it mean.') };

export const ForgetPlaceCodeInput = changeInput(
  'ForgetPlaceCodeInput',
  { changes: PlaceCode, policy, description: 'A code that a place does not have.' },
  ofPlace,
);
export type ForgetPlaceCodeInput = InputOf<typeof ForgetPlaceCodeInput>;

export const ForgetPlaceLabelInput = changeInput(
  'ForgetPlaceLabelInput',
  {
    changes: PlaceLabel,
    policy,
    description: 'A label that is to be forgotten: the next file with it asks again.',
  },
  ofPlace,
);
export type ForgetPlaceLabelInput = InputOf<typeof ForgetPlaceLabelInput>;

const PlaceLabelInput = inputPart('PlaceLabelInput', 'A label and the place that it means.', {
  label: line(),
  placeId: ref('place'),
});

export const MapPlaceLabelsInput = plainInput(
  'MapPlaceLabelsInput',
  {
    policy,
    description: 'Labels of publishers and the places that they mean; a label known already is pointed anew.',
  },
  { labels: list(within(PlaceLabelInput), 1_000) },
  ({ labels }) => (labels.length === 0 ? { labels: refusal('LABELS_MISSING') } : null),
);
export type MapPlaceLabelsInput = InputOf<typeof MapPlaceLabelsInput>;
