import type { TSchema } from '@patchbay/contract'
import {
  getNamedType,
  getOperationAST,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  parse,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'

/**
 * Where a document and the schema of its answer differ: fields that are selected and not used, or used and not
 * selected; and places where Shopify may answer null and the schema does not expect it.
 */
export function selectionFaults(text: string, response: TSchema, schema: GraphQLSchema): string[] {
  const document = parse(text)
  const operation = getOperationAST(document)
  const root = operation ? schema.getRootType(operation.operation) : undefined
  const data = (response['properties'] as Record<string, TSchema>)['data']
  if (!operation || !root || data === undefined) return ['there is no operation']
  const isMutation = operation.operation === 'mutation'
  return compare(operation.selectionSet, root, data, '', isMutation, schema)
}

/** @param mayBeLess Whether null is no answer there: a mutation's payload, which is only null beside an error. */
function compare(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  answer: TSchema,
  path: string,
  mayBeLess: boolean,
  schema: GraphQLSchema,
): string[] {
  const object = withoutNull(answer)
  const properties = (object['properties'] ?? {}) as Record<string, TSchema>
  const required = new Set((object['required'] ?? []) as string[])
  const selected = new Set<string>()
  const faults: string[] = []
  const walk = (from: SelectionSetNode, on: GraphQLNamedType): void => {
    for (const node of from.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const name = node.typeCondition?.name.value
        walk(node.selectionSet, (name === undefined ? undefined : schema.getType(name)) ?? on)
        continue
      }
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') {
        if (node.kind === Kind.FIELD) selected.add(node.alias?.value ?? node.name.value)
        continue
      }
      const key = node.alias?.value ?? node.name.value
      selected.add(key)
      const property = properties[key]
      const field = isObjectType(on) || isInterfaceType(on) ? on.getFields()[node.name.value] : undefined
      if (property === undefined) faults.push(`${path}/${key} is selected and not used`)
      if (property === undefined || field === undefined) continue
      faults.push(...compareValue(field.type, property, `${path}/${key}`, mayBeLess))
      const named = getNamedType(field.type)
      const items = itemsOf(field.type, property)
      if (node.selectionSet !== undefined && !isLeafType(named)) {
        faults.push(...compare(node.selectionSet, named, items, `${path}/${key}`, false, schema))
      }
    }
  }
  walk(set, type)
  for (const name of required)
    if (!selected.has(name)) faults.push(`${path}/${name} is used and not selected`)
  return faults
}

function compareValue(type: GraphQLOutputType, answer: TSchema, path: string, mayBeLess: boolean): string[] {
  if (isNonNullType(type)) {
    const inner = type.ofType
    return isListType(inner) ? compareValue(inner.ofType, listItems(answer), `${path}/0`, false) : []
  }
  const faults = mayBeLess || isNullable(answer) ? [] : [`${path} may be null`]
  if (!isListType(type)) return faults
  return [...faults, ...compareValue(type.ofType, listItems(answer), `${path}/0`, false)]
}

function itemsOf(type: GraphQLOutputType, answer: TSchema): TSchema {
  const bare = isNonNullType(type) ? type.ofType : type
  return isListType(bare) ? listItems(answer) : answer
}

const listItems = (answer: TSchema): TSchema => (withoutNull(answer)['items'] ?? {}) as TSchema

function members(answer: TSchema): TSchema[] {
  return (answer['anyOf'] as TSchema[] | undefined) ?? [answer]
}

const isNullable = (answer: TSchema): boolean =>
  Object.keys(answer).every((key) => key === 'description') ||
  members(answer).some(({ type }) => type === 'null')

function withoutNull(answer: TSchema): TSchema {
  return members(answer).find(({ type }) => type !== 'null') ?? answer
}
