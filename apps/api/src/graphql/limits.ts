import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** How much one operation may ask for. The product's own largest page uses about a third of each. */
export const limits = { depth: 12, fields: 1_500, aliases: 60, roots: 12, tokens: 4_000 };

interface Size {
  depth: number;
  /** Fields of the set itself, with those of fragments that are spread in it. */
  roots: number;
  fields: number;
  aliases: number;
}

const nothing: Size = { depth: 0, roots: 0, fields: 0, aliases: 0 };

type Fragments = (name: string) => FragmentDefinitionNode | undefined | null;

/** Fields of a valid document's operations, with fragments written out wherever they are spread. */
export function countFields({ definitions }: DocumentNode): number {
  const fragments = new Map(
    definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]),
  );
  const known = new Map<string, Size>();
  return definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((each) => sizeOf(each.selectionSet, (name) => fragments.get(name), known, new Set()).fields)
    .reduce((sum, fields) => sum + fields, 0);
}

/** Refuses operations that ask for more than any screen does, before anything runs. */
export function withinLimits(context: ValidationContext): ASTVisitor {
  const known = new Map<string, Size>();
  return {
    OperationDefinition(node) {
      const size = sizeOf(node.selectionSet, (name) => context.getFragment(name), known, new Set());
      const problem =
        (size.depth > limits.depth && `deeper than ${limits.depth} levels`) ||
        (size.fields > limits.fields && `more than ${limits.fields} fields`) ||
        (size.aliases > limits.aliases && `more than ${limits.aliases} aliases`) ||
        (size.roots > limits.roots && `more than ${limits.roots} operations at once`);
      if (problem) {
        context.reportError(
          new GraphQLError(`The query asks for too much: ${problem}. Ask for less at a time.`, {
            nodes: node,
            extensions: { code: 'INVALID', fields: { query: problem } },
          }),
        );
      }
    },
  };
}

/** Fragments are counted once each and remembered, so that nested spreads cannot make the count itself expensive. */
function sizeOf(set: SelectionSetNode, fragments: Fragments, known: Map<string, Size>, open: Set<string>): Size {
  const total: Size = { depth: 1, roots: 0, fields: 0, aliases: 0 };
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      total.roots += 1;
      total.fields += 1;
      total.aliases += selection.alias ? 1 : 0;
      if (selection.selectionSet) add(total, sizeOf(selection.selectionSet, fragments, known, open), 1);
    } else {
      const spread = sizeOfSpread(selection, fragments, known, open);
      add(total, spread, 0);
      total.roots += spread.roots;
    }
  }
  return total;
}

function sizeOfSpread(
  selection: InlineFragmentNode | FragmentSpreadNode,
  fragments: Fragments,
  known: Map<string, Size>,
  open: Set<string>,
): Size {
  if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet, fragments, known, open);
  const fragment = fragments(selection.name.value);
  return fragment ? sizeOfFragment(fragment, fragments, known, open) : nothing;
}

function sizeOfFragment(
  fragment: FragmentDefinitionNode,
  fragments: Fragments,
  known: Map<string, Size>,
  open: Set<string>,
): Size {
  const name = fragment.name.value;
  const counted = known.get(name);
  // A fragment that contains itself is refused by another rule; here it must only not go round for ever.
  if (counted || open.has(name)) return counted ?? nothing;
  open.add(name);
  const size = sizeOf(fragment.selectionSet, fragments, known, open);
  open.delete(name);
  known.set(name, size);
  return size;
}

function add(total: Size, part: Size, levels: number): void {
  total.depth = Math.max(total.depth, part.depth + levels);
  total.fields += part.fields;
  total.aliases += part.aliases;
}
