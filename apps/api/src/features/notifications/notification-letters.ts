import { itemPath } from '@throughline/domain/item-paths';
import type { NotificationKind } from '@throughline/domain/vocabulary';
import type { Letter, LetterText, MailLanguage } from '../../mail/letter.ts';
import type { MailedRow } from './notification-mail.sql.ts';

interface Words {
  /** One notification as a sentence without its title. */
  readonly kinds: Readonly<Record<NotificationKind, (by: string, day: string) => string>>;
  /** Given to somebody, by whom is not known. */
  readonly yours: string;
  readonly somebody: string;
  readonly dueOn: (day: string) => string;
  readonly openItem: string;
  readonly openList: string;
  readonly digestSubject: (partnership: string, count: number) => string;
  readonly digest: (count: number) => string;
  readonly waits: (count: number) => string;
  readonly first: string;
  readonly footer: (partnership: string, url: string) => readonly string[];
}

const words: Readonly<Record<MailLanguage, Words>> = {
  en: {
    kinds: {
      ask: (by) => `${by} asks you`,
      answer: (by) => `${by} answered`,
      assignment: (by) => `${by} gave this to you`,
      sign_off: () => 'Waits for your sign-off',
      mention: (by) => `${by} mentions you`,
      due_soon: (_by, day) => `Due on ${day}`,
      overdue: (_by, day) => `Late since ${day}`,
    },
    yours: 'Yours to do',
    somebody: 'Somebody',
    dueOn: (day) => `Due on ${day}.`,
    openItem: 'Open',
    openList: 'Open the list',
    digestSubject: (partnership, count) => `${count} things for you: ${partnership}`,
    digest: (count) => `${count} things are new for you.`,
    waits: (count) => `${count} things wait for you.`,
    first:
      'This is the first mail of its kind: it gathers what is asked of you and what is due, so that you do not have to look. The line at the end leads to where you choose what comes and when.',
    footer: (partnership, url) => [
      `Sent because you are a member of ${partnership}.`,
      `Choose what comes by mail, and when: ${url}`,
      'Correos en español: en la misma página.',
    ],
  },
  es: {
    kinds: {
      ask: (by) => `${by} le pide algo`,
      answer: (by) => `${by} contestó`,
      assignment: (by) => `${by} se lo encargó`,
      sign_off: () => 'Espera su visto bueno',
      mention: (by) => `${by} le menciona`,
      due_soon: (_by, day) => `Vence el ${day}`,
      overdue: (_by, day) => `Atrasada desde el ${day}`,
    },
    yours: 'A su cargo',
    somebody: 'Alguien',
    dueOn: (day) => `Vence el ${day}.`,
    openItem: 'Abrir',
    openList: 'Abrir la lista',
    digestSubject: (partnership, count) => `${count} asuntos para usted: ${partnership}`,
    digest: (count) => `Hay ${count} asuntos nuevos para usted.`,
    waits: (count) => `Hay ${count} asuntos que le esperan.`,
    first:
      'Este es el primer correo de este tipo: reúne lo que se le pide y lo que vence, para que no tenga que buscarlo. La línea del final lleva a donde usted elige qué llega y cuándo.',
    footer: (partnership, url) => [
      `Enviado porque usted es miembro de ${partnership}.`,
      `Elija qué llega por correo, y cuándo: ${url}`,
      'Mail in English: on the same page.',
    ],
  },
};

const dayIn = (language: MailLanguage, day: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(day),
  );

/** The last of each item: of a thing that was given and is due, one line is enough. */
const lastOfEach = (rows: readonly MailedRow[]): MailedRow[] => [
  ...new Map(rows.map((row) => [row.itemId, row])).values(),
];

/** Says what the notifications of one mail say: one by itself, several as a digest. Titles and days, and no number. */
export function letterOf(
  publicUrl: string,
  all: readonly [MailedRow, ...MailedRow[]],
  linkOf: (row: MailedRow) => string | null,
): Letter {
  const rows = lastOfEach(all);
  const [one] = all;
  const { language, memberName: name, address } = one;
  const home = `${publicUrl}/p/${one.slug}`;
  const urlOf = (row: MailedRow): string =>
    linkOf(row) ?? `${home}${itemPath({ kind: row.itemKind, id: row.itemId, networkId: row.networkId })}`;
  const footer = words[language].footer(one.partnershipName, `${home}/notifications/mail`);
  const [only, ...more] = rows;
  const text: LetterText =
    only && more.length === 0
      ? { ...aboutOne(language, only, urlOf(only)), footer }
      : {
          ...aboutSeveral(language, rows, urlOf),
          link: { label: words[language].openList, url: `${home}/notifications` },
          footer,
        };
  return { to: { name, address }, language, text };
}

function sentenceOf(language: MailLanguage, { kind, byName, dueOn }: MailedRow): string {
  const { kinds, somebody, yours } = words[language];
  if (kind === 'assignment' && byName === null) return yours;
  return kinds[kind](byName ?? somebody, dueOn ? dayIn(language, dueOn) : '');
}

function aboutOne(language: MailLanguage, row: MailedRow, url: string) {
  const sentence = sentenceOf(language, row);
  const isOfItsDay = row.kind === 'due_soon' || row.kind === 'overdue';
  const day =
    row.dueOn && !isOfItsDay && row.kind !== 'answer' ? [words[language].dueOn(dayIn(language, row.dueOn))] : [];
  return {
    subject: `${sentence}: ${row.title}`,
    paragraphs: [
      `${sentence}: ${row.title}`,
      ...(row.networkName && row.networkName !== row.title ? [row.networkName] : []),
      ...day,
    ],
    link: { label: words[language].openItem, url },
  };
}

function aboutSeveral(language: MailLanguage, rows: readonly MailedRow[], urlOf: (row: MailedRow) => string) {
  const { digest, digestSubject, first, waits } = words[language];
  const [one] = rows;
  const isFirst = one?.isFirst ?? false;
  return {
    subject: digestSubject(one?.partnershipName ?? '', rows.length),
    paragraphs: isFirst ? [waits(rows.length), first] : [digest(rows.length)],
    entries: rows.map((row) => ({ text: `${sentenceOf(language, row)}: ${row.title}`, url: urlOf(row) })),
  };
}
