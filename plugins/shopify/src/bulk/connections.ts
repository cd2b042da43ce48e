import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { isConnection } from '../cost.ts'

/** A connection of a bulk query, with all that the rules and the joining of its result ask of it. */
export interface BulkConnection {
  /** The name of the field, as it is in the schema. */
  readonly name: string
  /** The name that the document gives it. */
  readonly key: string
  /** How many connections it is within. */
  readonly depth: number
  readonly isInList: boolean
  /** Whether what it holds is selected as `edges { node { … } }` alone. */
  readonly isByEdges: boolean
  /** Whether its nodes select `id` under that name. */
  readonly hasId: boolean
  /** Types that its nodes can have. */
  readonly types: readonly string[]
  readonly parent: BulkConnection | undefined
}

interface Place {
  readonly parent: BulkConnection | undefined
  readonly isInList: boolean
}

/** All connections of the operations of a document that fits the schema, outer ones first. */
export function connectionsOf(document: DocumentNode, schema: GraphQLSchema): BulkConnection[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const found: BulkConnection[] = []

  const enter = (field: FieldNode, type: GraphQLNamedType, place: Place): void => {
    const edges = fieldsOf(field.selectionSet, fragments)
    const nodes = edges
      .filter(({ name }) => name.value === 'edges')
      .flatMap((edge) => fieldsOf(edge.selectionSet, fragments).filter(({ name }) => name.value === 'node'))
    const nodeType = nodeTypeOf(type)
    const connection: BulkConnection = {
      name: field.name.value,
      key: field.alias?.value ?? field.name.value,
      depth: place.parent === undefined ? 0 : place.parent.depth + 1,
      isInList: place.isInList,
      isByEdges: nodes.length > 0 && !edges.some(({ name }) => name.value === 'nodes'),
      hasId: nodes.some((node) =>
        fieldsOf(node.selectionSet, fragments).some(
          ({ name, alias }) => name.value === 'id' && (alias === undefined || alias.value === 'id'),
        ),
      ),
      types: possible(nodeType, schema),
      parent: place.parent,
    }
    found.push(connection)
    if (nodeType === undefined) return
    for (const node of nodes) walk(node.selectionSet, nodeType, { parent: connection, isInList: false })
  }

  const walk = (selections: SelectionSetNode | undefined, type: GraphQLNamedType, place: Place): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const field =
          isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined
        if (field === undefined) continue
        const next = getNamedType(field.type)
        if (isConnection(next)) enter(selection, next, place)
        else {
          const isInList = place.isInList || isListType(getNullableType(field.type))
          walk(selection.selectionSet, next, { ...place, isInList })
        }
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      const condition = fragment?.typeCondition?.name.value
      const narrowed = condition === undefined ? type : schema.getType(condition)
      if (narrowed !== undefined && isCompositeType(narrowed)) walk(fragment?.selectionSet, narrowed, place)
    }
  }

  const root = schema.getQueryType()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const type = definition.operation === 'query' ? root : schema.getMutationType()
    if (type) walk(definition.selectionSet, type, { parent: undefined, isInList: false })
  }
  return found
}

/** The fields of a selection, those in fragments as well. */
export function fieldsOf(
  selections: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    return fieldsOf(fragment?.selectionSet, fragments)
  })
}

function nodeTypeOf(connection: GraphQLNamedType): GraphQLNamedType | undefined {
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined
  return nodes === undefined ? undefined : getNamedType(nodes.type)
}

function possible(type: GraphQLNamedType | undefined, schema: GraphQLSchema): string[] {
  if (type === undefined) return []
  return 'getTypes' in type || isInterfaceType(type)
    ? schema.getPossibleTypes(type as never).map(({ name }) => name)
    : [type.name]
}
