/** What stands in a script in place of a key that is not there yet. */
export const noKey = 'tl_…';

/** Five lines that read all observations, in the two languages of analysts. `base` is the address of the exports. */
export const scripts = (base: string, key: string): { language: 'R' | 'Python'; lines: string }[] => [
  {
    language: 'R',
    lines: [
      `address <- "${base}/observations.csv"`,
      `key <- c(Authorization = "Bearer ${key}")`,
      'observations <- read.csv(url(address, headers = key, encoding = "UTF-8-BOM"))',
      'shown <- subset(observations, status == "reported"); series <- with(shown, paste(indicator, place, population))',
      'plot(value ~ as.Date(period_start), shown[series == series[1], ], type = "b")',
    ].join('\n'),
  },
  {
    language: 'Python',
    lines: [
      'import pandas as pd',
      `address = "${base}/observations.csv"`,
      `key = {"Authorization": "Bearer ${key}"}`,
      'observations = pd.read_csv(address, storage_options=key, parse_dates=["period_start"], encoding="utf-8-sig")',
      'print(observations.groupby(["indicator", "status"]).size())',
    ].join('\n'),
  },
];
