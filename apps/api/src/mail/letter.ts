/** Languages that mail is written in. */
export const mailLanguages = ['en', 'es'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** Whom a mail goes to. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
}

/** What a mail says, before it is laid out: plain sentences and one link. */
export interface LetterText {
  readonly subject: string;
  /** Sentences, a paragraph each; nothing in them is read as HTML. */
  readonly paragraphs: readonly string[];
  /** Short lines below the paragraphs, such as the entries of a digest; each may lead somewhere. */
  readonly entries?: readonly { readonly text: string; readonly url?: string }[];
  /** The one thing to do. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Why this came and how to stop it. */
  readonly footer: readonly string[];
}

/** A mail ready to be laid out and sent. */
export interface Letter {
  readonly to: Recipient;
  readonly language: MailLanguage;
  readonly text: LetterText;
}

/** A mail that waits; what it says is found out when it is sent. */
export interface WaitingMail {
  readonly id: string;
  readonly kind: string;
  /** The partnership that it is sent for; null for an account's own mail. */
  readonly tenantId: string | null;
  readonly subjectId: string;
  /** A server was killed while it was sent: whoever got it then should be told nothing else under its id. */
  readonly mayHaveArrived: boolean;
  /** What was sealed with it, opened; null when nothing was, or when it can no longer be read. */
  readonly details: Readonly<Record<string, string>> | null;
}

/**
 * Says what the mails of one kind say now, in a fixed number of statements however many they are. A mail without a
 * letter is not sent: what it was about is over.
 */
export type Composer = (mails: readonly WaitingMail[]) => Promise<ReadonlyMap<string, Letter>>;
