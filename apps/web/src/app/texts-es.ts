/** The Spanish texts of the shell and of everyday work: one file, there from the start and where there is no network. */
export default import.meta.glob<Record<string, unknown>>(
  [
    './i18n/es.json',
    '../shared/{i18n,words}/es.json',
    '../features/{actions,cycles,escalations,my-work,networks,plans,thread}/i18n/es.json',
  ],
  { eager: true, import: 'default' },
);
