import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** What of the resolve info is read; the same under graphql-js and graphql-jit. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Names of the fields that the query selects directly under the field being resolved, through fragments. A field
 * under `@skip` or `@include` counts as selected: reading too much is only slower.
 */
export function selectedFields({ fieldNodes, fragments }: SelectionInfo): Set<string> {
  const names = new Set<string>();
  for (const node of fieldNodes) if (node.selectionSet) collect(node.selectionSet, fragments, names);
  return names;
}

function collect(
  set: SelectionSetNode,
  fragments: { [name: string]: FragmentDefinitionNode | undefined },
  names: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fragments, names);
    else {
      const fragment = fragments[selection.name.value];
      if (fragment) collect(fragment.selectionSet, fragments, names);
    }
  }
}
