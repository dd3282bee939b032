import { type DocumentNode, Kind, parse } from 'graphql';
import { BoundedCache } from '../kernel/bounded-cache.ts';
import { limits } from './limits.ts';

/** Bytes of parsed documents that are kept. */
const mostBytes = 24 * 1024 * 1024;
/** What a parsed document takes of memory for each character of its text, with its tokens (measured). */
const bytesPerCharacter = 100;

/** Keeps documents that were parsed and found valid, by bytes. */
export class DocumentStore {
  readonly #documents = new BoundedCache<DocumentNode>(mostBytes);

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.#documents.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document, (document.loc?.end ?? limits.tokens) * bytesPerCharacter);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#documents.delete(key));
  }
}

/**
 * True when a document asks for nothing but fields that are open to anybody. It is read, and neither validated, kept nor
 * compiled: whoever is not known must not cost more than that. Fragments at the top are more than such a caller needs.
 */
export function asksOnlyFor(open: ReadonlySet<string>, source: unknown): boolean {
  if (typeof source !== 'string' || open.size === 0) return false;
  try {
    const { definitions } = parse(source, { noLocation: true, maxTokens: limits.tokens });
    return definitions.every(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.selectionSet.selections.every(
          (selection) => selection.kind === Kind.FIELD && open.has(selection.name.value),
        ),
    );
  } catch {
    return false;
  }
}
