/**
 * The name under which a place is shown, in SQL. Where another place has the same name, what tells it apart follows: the
 * place that it lies in, or its code where it lies in none or in the same one.
 */
export const placeName = (place: string): string =>
  `${place}.name || coalesce((
    SELECT ' · ' || CASE WHEN bool_or(t.parent_id IS NOT DISTINCT FROM ${place}.parent_id) OR ${place}.parent_id IS NULL
      THEN coalesce(min(c.code), min(q.name)) ELSE coalesce(min(q.name), min(c.code)) END
    FROM place t
    LEFT JOIN place q ON q.partnership_id = ${place}.partnership_id AND q.id = ${place}.parent_id
    LEFT JOIN place_code c ON c.partnership_id = ${place}.partnership_id AND c.place_id = ${place}.id
    WHERE t.partnership_id = ${place}.partnership_id AND t.name = ${place}.name AND t.id <> ${place}.id AND t.merged_into_id IS NULL), '')`;

/** {@link placeName} of the place whose id is `id`; $1 is the partnership. */
export const placeNameOf = (id: string): string =>
  `(SELECT ${placeName('shown')} FROM place shown WHERE shown.partnership_id = $1 AND shown.id = ${id})`;
