import { Args, Context, Mutation, type ReturnTypeFunc } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { InputOf, WriteDeclaration } from './inputs/declare.ts';
import { Requires } from './requires.ts';

/**
 * Declares a mutation by its input, which gives the name, the argument and the policy. The method has the name of the
 * mutation and takes the viewer and the input.
 */
export function Write<D extends WriteDeclaration>(declaration: D, answers: ReturnTypeFunc, description: string) {
  return <Handler extends (viewer: Viewer, input: InputOf<D>) => Promise<unknown>>(
    target: object,
    name: string,
    property: TypedPropertyDescriptor<Handler>,
  ): void => {
    if (name !== declaration.operation) throw new Error(`${declaration.name} is the input of ${declaration.operation}`);
    Context('viewer')(target, name, 0);
    Args('input', { type: () => declaration.input })(target, name, 1);
    Mutation(answers, { description })(target, name, property);
    Requires(...declaration.policies)(target, name, property);
  };
}
