import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { fieldPrices, mutationPrices, typePrices } from './cost-table.ts'
import { isObject } from './json.ts'

/** The most that Shopify lets one request ask for, in points. */
export const maximumCost = 1_000

/** How many nodes Shopify charges for a page of so many: logarithmic, so large pages are cheap. */
export function pageWeight(size: number): number {
  return size <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(size)))
}

/** Points of a connection whose nodes cost `perNode` each besides the node itself. */
export function pageCost(size: number, perNode: number): number {
  return 2 + pageWeight(size) * (1 + perNode)
}

export interface CostQuestion {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Coerced: defaults applied. */
  readonly variables: Readonly<Record<string, unknown>>
  /** What the document returned. With it the actual cost is told, without it the requested one. */
  readonly data?: unknown
}

interface Walk {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
  /** Costs of selections that were seen before; without it, fragments within fragments take exponential time. */
  readonly known: Map<SelectionSetNode, number>
}

/**
 * Points that Shopify charges for a valid document. Scalars are free, an object costs 1, a connection 2 plus its
 * weighted nodes, a mutation 10 plus what hangs below the objects of its payload.
 */
export function costOf({ schema, document, operation, variables, data }: CostQuestion): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const walk: Walk = { schema, fragments, variables, known: new Map() }
  const root = schema.getRootType(operation.operation)
  if (root === undefined || root === null) return 0
  if (operation.operation === 'mutation') return mutationCost(operation.selectionSet, root, data, walk)
  return Math.max(1, selectionCost(operation.selectionSet, root, data, walk))
}

function mutationCost(set: SelectionSetNode, root: GraphQLNamedType, data: unknown, walk: Walk): number {
  return sum(fieldsOf(set, walk), (field) => {
    const payload = fieldType(root, field.name.value)
    const base = mutationPrices[field.name.value] ?? 10
    if (payload === undefined || field.selectionSet === undefined) return base
    const answer = valueAt(data, field)
    const below = sum(fieldsOf(field.selectionSet, walk), (part) => {
      const type = fieldType(payload, part.name.value)
      if (type === undefined || isLeafType(type)) return 0
      const value = valueAt(answer, part)
      const own = isConnection(type) || value === null ? 0 : priceOf(payload, part.name.value, type)
      return fieldCost(part, payload, answer, walk) - own
    })
    return base + below
  })
}

function selectionCost(set: SelectionSetNode, type: GraphQLNamedType, data: unknown, walk: Walk): number {
  const known = data === undefined ? walk.known.get(set) : undefined
  if (known !== undefined) return known
  let cost = 0
  const byCondition = new Map<GraphQLNamedType, number>()
  for (const node of set.selections) {
    if (!isIncluded(node, walk.variables)) continue
    if (node.kind === Kind.FIELD) {
      cost += fieldCost(node, type, data, walk)
      continue
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : walk.fragments.get(node.name.value)
    if (fragment === undefined) continue
    const name = fragment.typeCondition?.name.value
    const condition = name === undefined ? type : (walk.schema.getType(name) ?? type)
    const part = selectionCost(fragment.selectionSet, condition, data, walk)
    if (condition === type || !isAbstractType(type)) cost += part
    else byCondition.set(condition, (byCondition.get(condition) ?? 0) + part)
  }
  if (isAbstractType(type) && byCondition.size > 0) {
    const branches = walk.schema.getPossibleTypes(type).map((concrete) =>
      sum([...byCondition], ([condition, part]) => {
        const applies =
          condition === concrete || (isAbstractType(condition) && walk.schema.isSubType(condition, concrete))
        return applies ? part : 0
      }),
    )
    cost += Math.max(...branches)
  }
  if (data === undefined) walk.known.set(set, cost)
  return cost
}

function fieldCost(field: FieldNode, parent: GraphQLNamedType, data: unknown, walk: Walk): number {
  const name = field.name.value
  if (name === '__typename') return 0
  if (name === '__schema' || name === '__type') return 1 + nestedSelections(field.selectionSet)
  const type = fieldType(parent, name)
  if (type === undefined || type.name === 'PageInfo') return 0
  if (isLeafType(type)) return fieldPrices[`${parent.name}.${name}`] ?? 0
  const value = valueAt(data, field)
  if (value === null || field.selectionSet === undefined) return 0
  if (isConnection(type)) return connectionCost(field, type, value, walk)
  const set = field.selectionSet
  const own = priceOf(parent, name, type)
  if (!Array.isArray(value)) return own + selectionCost(set, type, value, walk)
  return own + Math.max(0, ...value.map((item: unknown) => selectionCost(set, type, item ?? null, walk)))
}

function connectionCost(field: FieldNode, type: GraphQLNamedType, data: unknown, walk: Walk): number {
  const size = pageSize(field, walk.variables)
  const weighted = (costs: readonly number[] | number): number =>
    typeof costs === 'number'
      ? pageWeight(size) * costs
      : Math.ceil((pageWeight(size) / Math.max(1, size)) * sum(costs, (cost) => cost) - 1e-9)
  const parts = field.selectionSet === undefined ? [] : fieldsOf(field.selectionSet, walk)
  return (
    2 +
    sum(parts, (part) => {
      const name = part.name.value
      const partType = fieldType(type, name)
      if (partType === undefined || partType.name === 'PageInfo' || isLeafType(partType)) return 0
      const value = valueAt(data, part)
      if (name !== 'nodes' && name !== 'edges') return fieldCost(part, type, data, walk)
      const perRow = (row: unknown): number =>
        name === 'nodes'
          ? nodeCost(part, type, 'nodes', partType, row, walk)
          : sum(fieldsOf(part.selectionSet, walk), (inner) => {
              const node = fieldType(partType, inner.name.value)
              if (inner.name.value !== 'node' || node === undefined || isLeafType(node)) return 0
              return nodeCost(inner, partType, 'node', node, valueAt(row, inner), walk)
            })
      return weighted(Array.isArray(value) ? value.map((row: unknown) => perRow(row ?? null)) : perRow(value))
    })
  )
}

function nodeCost(
  field: FieldNode,
  parent: GraphQLNamedType,
  name: string,
  type: GraphQLNamedType,
  data: unknown,
  walk: Walk,
): number {
  if (data === null || field.selectionSet === undefined) return 0
  return priceOf(parent, name, type) + selectionCost(field.selectionSet, type, data, walk)
}

function priceOf(parent: GraphQLNamedType, field: string, type: GraphQLNamedType): number {
  const ofType = typePrices[type.name] ?? (/Errors?$/.test(type.name) ? 0 : 1)
  return fieldPrices[`${parent.name}.${field}`] ?? ofType
}

function fieldType(parent: GraphQLNamedType, name: string): GraphQLNamedType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined
  const field = parent.getFields()[name]
  return field === undefined ? undefined : getNamedType(field.type)
}

/** Whether a type is a Relay connection, as Shopify names and shapes them. */
export function isConnection(type: GraphQLNamedType): boolean {
  return type.name.endsWith('Connection') && fieldType(type, 'pageInfo') !== undefined
}

/** The fields of a selection, those of its fragments included, each fragment once. */
function fieldsOf(set: SelectionSetNode | undefined, walk: Walk, spread = new Set<string>()): FieldNode[] {
  return (set?.selections ?? []).flatMap((node) => {
    if (!isIncluded(node, walk.variables)) return []
    if (node.kind === Kind.FIELD) return [node]
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(node.selectionSet, walk, spread)
    if (spread.has(node.name.value)) return []
    spread.add(node.name.value)
    return fieldsOf(walk.fragments.get(node.name.value)?.selectionSet, walk, spread)
  })
}

function isIncluded(node: SelectionNode, variables: Walk['variables']): boolean {
  return (node.directives ?? []).every(({ name, arguments: [condition] = [] }) => {
    if (condition === undefined) return true
    if (name.value === 'skip') return valueOf(condition.value, variables) !== true
    return name.value !== 'include' || valueOf(condition.value, variables) === true
  })
}

function pageSize(field: FieldNode, variables: Walk['variables']): number {
  const sizes = ['first', 'last'].map((name) => {
    const argument = field.arguments?.find((candidate) => candidate.name.value === name)
    const size = argument === undefined ? undefined : valueOf(argument.value, variables)
    return typeof size === 'number' ? size : undefined
  })
  return sizes[0] ?? sizes[1] ?? 0
}

function valueOf(node: ValueNode, variables: Walk['variables']): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value]
  if (node.kind === Kind.INT) return Number(node.value)
  return node.kind === Kind.BOOLEAN ? node.value : undefined
}

/** Undefined where there is no data to look at; null where there is, and it lacks the field. */
function valueAt(data: unknown, field: FieldNode): unknown {
  if (data === undefined) return undefined
  const key = field.alias?.value ?? field.name.value
  return isObject(data) ? (data[key] ?? null) : null
}

function nestedSelections(set: SelectionSetNode | undefined): number {
  return sum(set?.selections ?? [], (node) =>
    'selectionSet' in node && node.selectionSet !== undefined ? 1 + nestedSelections(node.selectionSet) : 0,
  )
}

function sum<T>(items: readonly T[], cost: (item: T) => number): number {
  return items.reduce((total, item) => total + cost(item), 0)
}
