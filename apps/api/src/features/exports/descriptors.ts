import type { ColumnType, PublishedColumn, PublishedTable } from './published-tables.ts';

/** What an export says of itself beside its tables. */
export interface ExportSubject {
  readonly partnership: string;
  readonly slug: string;
  readonly made: Date;
  /** Null for all indicators. */
  readonly indicator: string | null;
  /** Each source once; its address and its license may be unknown. */
  readonly sources: readonly { readonly title: string; readonly path: string; readonly license: string }[];
}

/** The name of a file of the export as it stands in a description beside it. */
type NameOf = (table: PublishedTable['name']) => string;

const titleOf = ({ partnership, indicator }: ExportSubject): string => indicator ?? partnership;

const field = ({ name, type, description, required, words }: PublishedColumn) => ({
  name,
  type,
  description,
  ...((required || words) && { constraints: { ...(required && { required }), ...(words && { enum: [...words] }) } }),
});

/** The export as a Frictionless data package (Data Package 1.0, Table Schema 1.0), for `datapackage.json`. */
export function dataPackage(subject: ExportSubject, tables: readonly PublishedTable[], nameOf: NameOf): object {
  const sources = subject.sources.map(({ title, path }) => ({ title: title || path, ...(path && { path }) }));
  const licenses = [...new Set(subject.sources.map(({ license }) => license).filter(Boolean))];
  return {
    profile: 'tabular-data-package',
    name: subject.slug,
    title: titleOf(subject),
    created: subject.made.toISOString(),
    ...(sources.length > 0 && { sources }),
    ...(licenses.length > 0 && { licenses: licenses.map((title) => ({ name: nameOfLicense(title), title })) }),
    resources: tables.map((table) => ({
      profile: 'tabular-data-resource',
      name: table.name,
      title: table.title,
      description: table.description,
      path: nameOf(table.name),
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: table.columns.map(field),
        missingValues: [''],
        primaryKey: [...table.key],
        foreignKeys: table.references.map(([fields, resource]) => ({
          fields,
          // A table that refers to itself is named by the empty text.
          reference: { resource: resource === table.name ? '' : resource, fields: 'id' },
        })),
      },
    })),
  };
}

/** Letters, digits, dots and dashes, as a license's short name must be. */
const nameOfLicense = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'other';

const w3cTypes: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  number: 'double',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
};

/** The export as CSV on the Web (W3C Recommendation, 2015): the tables' metadata. */
export function csvOnTheWeb(subject: ExportSubject, tables: readonly PublishedTable[], nameOf: NameOf): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': titleOf(subject),
    'dc:created': subject.made.toISOString(),
    'dc:publisher': subject.partnership,
    ...(subject.sources.length > 0 && {
      'dc:source': subject.sources.map(({ title, path }) => [title, path].filter(Boolean).join(' ')),
    }),
    tables: tables.map((table) => ({
      url: nameOf(table.name),
      'dc:title': table.title,
      'dc:description': table.description,
      tableSchema: {
        columns: table.columns.map(({ name, type, description, required, words }) => ({
          name,
          titles: name,
          datatype: words ? { base: 'string', format: words.join('|') } : w3cTypes[type],
          'dc:description': description,
          ...(required && { required }),
        })),
        primaryKey: [...table.key],
        foreignKeys: table.references.map(([columnReference, resource]) => ({
          columnReference,
          reference: { resource: nameOf(resource), columnReference: 'id' },
        })),
      },
    })),
  };
}
