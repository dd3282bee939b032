import { randomUUID } from 'node:crypto';
import { Extensions } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';

/**
 * A field whose whole value the database makes as JSON. Where its selection is plain, the text is sent as it was read
 * ({@link ReadJson}): nothing of it is parsed, executed or written again (docs/decisions/0016-sent-as-read.md). The
 * resolver above it asks {@link isSentAsRead} which of the two it is to answer.
 */
export const SentAsRead = (): PropertyDecorator => Extensions({ isSentAsRead: true });

/** A field that the server works out of what the database says: where it is selected, nothing is sent as read. */
export const WorkedOut = (): PropertyDecorator => Extensions({ isWorkedOut: true });

/** True where the executor takes a {@link SentAsRead} field as {@link ReadJson}. */
export const isSentAsRead = ({ schema }: Pick<GraphQLResolveInfo, 'schema'>): boolean =>
  schema.extensions['isSentAsRead'] === true;

/** Stands in the text of an answer for what was read; nobody outside the process knows it. */
const mark = randomUUID();

/** Texts that are met while an answer is written. */
let texts: string[] = [];

/** JSON as the database wrote it. */
export class ReadJson {
  constructor(private readonly text: string) {}

  toJSON(): string {
    texts.push(this.text);
    return mark;
  }
}

/** `JSON.stringify` that takes {@link ReadJson} over as it is. */
export function stringify(value: unknown): string {
  texts = [];
  const [first = '', ...others] = JSON.stringify(value).split(`"${mark}"`);
  return others.reduce((text, part, at) => text + (texts[at] ?? '') + part, first);
}
