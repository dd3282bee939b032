import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { day, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Adoption } from './adoption.entity.ts';

export const AddAdoptionInput = addInput(
  'AddAdoptionInput',
  {
    adds: Adoption,
    policy: 'canManagePractice',
    description: 'A site becomes eligible for a practice; it begins at exploring.',
  },
  {
    practiceId: ref('practice'),
    siteId: ref('site'),
    on: day().optional().saying('Since when; today when left out.'),
  },
);
export type AddAdoptionInput = InputOf<typeof AddAdoptionInput>;

export const MoveAdoptionInput = editInput(
  'MoveAdoptionInput',
  {
    edits: Adoption,
    policy: 'canUpdateAdoption',
    description: 'A site enters a stage; a stage may be passed over, which is flagged.',
  },
  {
    stage: word(Words.AdoptionStage),
    on: day().optional().saying('On which day; today when left out.'),
    note: prose().or('').saying('What is to be remembered; a stop must say why.'),
  },
);
export type MoveAdoptionInput = InputOf<typeof MoveAdoptionInput>;

export const EditAdoptionInput = editInput(
  'EditAdoptionInput',
  {
    edits: Adoption,
    policy: 'canUpdateAdoption',
    description: 'What a site changed to make the practice fit.',
  },
  { adaptation: prose() },
);
export type EditAdoptionInput = InputOf<typeof EditAdoptionInput>;
