/** The object with another value at a key, or without the key: an optional field is absent, never undefined. */
export function withField<Shape extends object, Key extends keyof Shape>(
  shape: Shape,
  key: Key,
  value: Shape[Key] | undefined,
): Shape {
  const { [key]: _before, ...rest } = shape;
  // What is left is the shape without an optional field, or gets it back at once.
  return (value === undefined ? rest : { ...rest, [key]: value }) as Shape;
}

/** The list with one item replaced, or without it. */
export const withItem = <Item>(list: readonly Item[], at: number, item: Item | null): Item[] =>
  list.flatMap((each, index) => (index !== at ? [each] : item === null ? [] : [item]));
