/** Each number of an observation `o` as readers have it where the row is not hidden. */
export const releasedNumbers = {
  value: `CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN NULL ELSE coalesce(o.coded_lower, o.value) END`,
  numerator: `CASE WHEN o.counts_shown THEN o.numerator END`,
  denominator: `CASE WHEN o.counts_shown THEN o.denominator END`,
  lower: `CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_lower ELSE o.lower END`,
  upper: `CASE WHEN o.coded_lower IS DISTINCT FROM o.coded_upper THEN o.coded_upper ELSE o.upper END`,
};

/** The interval that the source published with the value, where the gate shows it. */
export const releasedInterval = ['interval_lower', 'interval_upper', 'interval_level'] as const;
