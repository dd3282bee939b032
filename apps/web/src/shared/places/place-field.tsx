import { fieldsFor } from '../choices/searched-choice.tsx';
import { usePlaces } from './use-places.ts';

/** One of the partnership's places; where there are many, they are searched as one types. */
export const { Field: PlaceField, Choice: PlaceChoice, Named: NamedPlace } = fieldsFor(usePlaces);
