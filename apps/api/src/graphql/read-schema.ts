import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  GraphQLNonNull,
  type GraphQLOutputType,
  GraphQLScalarType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const readJson = new GraphQLNonNull(new GraphQLScalarType({ name: 'ReadJson', serialize: (value) => value }));

/** The schema in which each field that is sent as read is a leaf. */
export function readSchema(schema: GraphQLSchema): GraphQLSchema {
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) =>
      field.extensions?.['isSentAsRead'] ? { ...field, type: readJson } : undefined,
  });
  mapped.extensions = { ...mapped.extensions, isSentAsRead: true };
  return mapped;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * True for a valid document of which a field can be sent as read: it names one such field, once, and selects under it
 * nothing but fields of the database under their own names.
 */
export function canBeSentAsRead(schema: GraphQLSchema, document: DocumentNode): boolean {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const types = new TypeInfo(schema);
  const found: boolean[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const field = types.getFieldDef();
        if (!field?.extensions['isSentAsRead']) return;
        found.push(isPlain(node.selectionSet, field.type, fragments));
      },
    }),
  );
  return found.length === 1 && found[0] === true;
}

function isPlain(set: SelectionSetNode | undefined, type: GraphQLOutputType, fragments: Fragments): boolean {
  const named = getNamedType(type);
  if (!set) return true;
  if (!isObjectType(named)) return false;
  return set.selections.every((selection) => {
    if (selection.directives?.length) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isPlain(selection.selectionSet, named, fragments);
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return isPlain(fragments.get(selection.name.value)?.selectionSet, named, fragments);
    }
    const field = named.getFields()[selection.name.value];
    if (!field || selection.alias || field.args.length > 0 || field.extensions['isWorkedOut']) return false;
    return isPlain(selection.selectionSet, field.type, fragments);
  });
}
