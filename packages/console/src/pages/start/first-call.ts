import type { CallOf } from '../../api/calls.ts'
import type { Connector, Operation } from '../../api/connectors.ts'

/** A call that changes nothing and needs as little as possible, for a first try; undefined where there is none. */
export function firstCallOf({ id, operations = [] }: Connector): CallOf | undefined {
  const reads = operations.filter(({ effect, isStream }) => effect === 'read' && !isStream)
  const simple = reads.find((operation) => needsNothing(operation)) ?? reads.find(hasExample)
  if (simple === undefined) return undefined
  return {
    connector: id,
    operation: simple.id,
    input: needsNothing(simple) ? {} : (simple.examples[0]?.input ?? {}),
  }
}

const needsNothing = ({ input: { required } }: Operation): boolean =>
  !Array.isArray(required) || required.length === 0
const hasExample = ({ examples }: Operation): boolean => examples.length > 0
