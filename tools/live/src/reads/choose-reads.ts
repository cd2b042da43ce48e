import { isRecord } from '../options.ts'
import type { ConnectorFacts, OperationFacts, Schema } from '../facts.ts'

/** A read that is safe to make, with the least that it needs. */
export interface ChosenRead {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

/** How many reads are made beside the check. */
const most = 2

/** How few items are asked for. */
const few = 5

export const checkRead = ({ check }: ConnectorFacts): ChosenRead => ({ operation: check, input: {} })

/**
 * Two small reads beside the check: one that needs nothing, and one whose input is in what the check answered, such as
 * the id of the first thing in it. Never one that streams, and never one that changes anything.
 */
export function chooseReads({ operations, check }: ConnectorFacts, answer: unknown): ChosenRead[] {
  const reads = operations
    .filter(({ effect, isStream, id }) => effect === 'read' && !isStream && id !== check)
    .toSorted((one, other) => rank(one) - rank(other))
  const filled = reads.flatMap((operation): (ChosenRead & { readonly needs: number })[] => {
    const input = fillInput(operation.input, answer, nounOf(operation.id) === nounOf(check))
    return input === undefined
      ? []
      : [{ operation: operation.id, input, needs: requiredOf(operation.input).length }]
  })
  const simple = filled.filter(({ needs }) => needs === 0)
  const derived = filled.filter(({ needs }) => needs > 0)
  return [...simple.slice(0, 1), ...derived.slice(0, 1), ...simple.slice(1)]
    .slice(0, most)
    .map(({ operation, input }) => ({ operation, input }))
}

/** Plain lists and single things first: reports and insights cost the vendor's quota. */
function rank({ id }: OperationFacts): number {
  const order = ['list', 'get', 'count'].indexOf(id.split('.').at(-1) ?? '')
  return order === -1 ? 3 : order
}

const nounOf = (operation: string): string | undefined => operation.split('.')[0]

/**
 * An input with what is required, as the answer has it by the same name; undefined if it has not. An `id` is taken only
 * if the answer is known to be of the same kind of thing.
 */
export function fillInput(
  schema: Schema,
  answer: unknown,
  isSameKind: boolean,
): Readonly<Record<string, unknown>> | undefined {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const input: Record<string, unknown> = {}
  for (const name of requiredOf(schema)) {
    const property = properties[name]
    const isText = isRecord(property) && property['type'] === 'string'
    const value = isText && (name !== 'id' || isSameKind) ? firstText(answer, name) : undefined
    if (value === undefined) return undefined
    input[name] = value
  }
  for (const name of ['limit', 'pageSize']) {
    const property = properties[name]
    if (isRecord(property) && !(Number(property['minimum']) > few)) input[name] = few
  }
  return input
}

const requiredOf = (schema: Schema): string[] =>
  Array.isArray(schema['required']) ? schema['required'].map(String) : []

/** The first text of this name, at any depth. */
function firstText(value: unknown, name: string): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = firstText(item, name)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (!isRecord(value)) return undefined
  const own = value[name]
  if (typeof own === 'string' && own !== '') return own
  return firstText(Object.values(value), name)
}
