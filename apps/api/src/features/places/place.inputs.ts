import { refusal } from '@throughline/domain/refusals/refusal';
import { addInput, type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { flag, line, list, ref, prose, word } from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { Place } from './place.entity.ts';

const policy = 'canManageIndicators';

export const AddPlaceInput = addInput(
  'AddPlaceInput',
  { adds: Place, policy, description: 'A new place.' },
  {
    name: line(),
    kind: word(Words.PlaceKind),
    code: prose(40).optional().saying("The publisher's code, with its leading zeros."),
    parentId: ref('place').optional().saying('The place that it lies in.'),
    isHome: flag().or(false).saying("The partnership's own place."),
    labels: list(line(), 100).or([]).saying('How publishers write it, besides the name.'),
  },
);
export type AddPlaceInput = InputOf<typeof AddPlaceInput>;

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
