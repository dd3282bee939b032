import type { AnyVariables, TypedDocumentNode } from '@urql/core';

/** A query with which a screen begins: asked while the screen's code is on its way, and ahead for where there is no network. */
export interface FirstQuery {
  query: TypedDocumentNode;
  variables: Record<string, unknown>;
}

/** A first query, its variables checked against its document; they are those that the screen itself asks with. */
export const firstQuery = <Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): FirstQuery => ({ query: query as TypedDocumentNode, variables: { ...variables } });
