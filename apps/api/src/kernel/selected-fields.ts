import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** The part of the resolve info that is read here; graphql-js and graphql-jit agree on it. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** The fields that are selected by name, each with those selected under it, in the order of the query. */
export type Selection = ReadonlyMap<string, Selection>;

/** What was found, for as long as the nodes are kept: a compiled operation has the same at each call. */
const selections = new WeakMap<readonly FieldNode[], Selection>();

type Fragments = Readonly<Record<string, FragmentDefinitionNode | undefined>>;

/**
 * The fields that the query selects under the field being resolved, through fragments. A field under `@skip` or
 * `@include` counts as selected: reading too much is only slower.
 */
export function selectedFields({ fieldNodes, fragments }: SelectionInfo): Selection {
  const selection =
    selections.get(fieldNodes) ??
    selectionOf(
      fieldNodes.map(({ selectionSet }) => selectionSet),
      fragments,
    );
  selections.set(fieldNodes, selection);
  return selection;
}

/** {@link selectedFields} of the selection sets that one field has. */
function selectionOf(sets: readonly (SelectionSetNode | undefined)[], fragments: Fragments): Selection {
  const found = new Map<string, (SelectionSetNode | undefined)[]>();
  for (const set of sets) if (set) collect(set, fragments, found);
  return new Map([...found].map(([name, under]) => [name, selectionOf(under, fragments)]));
}

function collect(
  set: SelectionSetNode,
  fragments: Fragments,
  found: Map<string, (SelectionSetNode | undefined)[]>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      found.set(name, [...(found.get(name) ?? []), selection.selectionSet]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fragments, found);
    else {
      const fragment = fragments[selection.name.value];
      if (fragment) collect(fragment.selectionSet, fragments, found);
    }
  }
}
