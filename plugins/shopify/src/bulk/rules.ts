import { Problem } from '@patchbay/contract'
import { GraphQLError, Kind, parse, validate, type DocumentNode } from 'graphql'
import { adminSchema } from '../schema.ts'
import { connectionsOf } from './connections.ts'

/** Of UTF-8. */
const mostBytes = 65_535
const mostTokens = 20_000
const mostConnections = 5
const mostDepth = 2

/**
 * What Shopify has against a document as a bulk query, in its words; nothing if it takes it. It says one thing at a time.
 * A document that does not fit the schema is for Shopify's validation to refuse.
 */
export function faultOfBulkQuery(query: string): string | undefined {
  const size = Buffer.byteLength(query)
  if (size > mostBytes) return `Query is too large (${size} bytes; maximum is ${mostBytes} bytes)`
  const document = parsed(query)
  if (typeof document === 'string') return `Invalid bulk query: ${document}`
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (operations.some((one) => 'operation' in one && one.operation !== 'query'))
    return 'Invalid operation type. Only `query` operations are supported.'
  for (const operation of operations) {
    if (!('selectionSet' in operation)) continue
    for (const field of operation.selectionSet?.selections ?? []) {
      if (field.kind !== Kind.FIELD || !['node', 'nodes'].includes(field.name.value)) continue
      return `Bulk queries cannot contain a top level \`${field.name.value}\` field.`
    }
  }
  const connections = connectionsOf(document, adminSchema())
  if (connections.length === 0) return 'Bulk queries must contain at least one connection.'
  if (connections.length > mostConnections)
    return `Bulk queries cannot contain more than ${mostConnections} connections.`
  if (connections.some(({ depth }) => depth > mostDepth))
    return `Bulk queries cannot contain connections with a nesting depth greater than ${mostDepth}.`
  const [other] = connections.filter(({ isByEdges }) => !isByEdges)
  if (other !== undefined)
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${other.name} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${other.name}'.`
  const parents = new Set(connections.flatMap(({ parent }) => (parent === undefined ? [] : [parent])))
  const withoutId = [...parents].filter(({ hasId }) => !hasId)
  if (withoutId.length > 0)
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.map(({ name }) => name).join(', ')}.`
  if (connections.some(({ isInList }) => isInList))
    return 'Queries that contain a connection field within a list field are not currently supported.'
  return undefined
}

/** Throws `invalid_input` for a document that Shopify would not run, or would run into nothing. */
export function refuseBulkQuery(query: string): void {
  const fault = faultOfBulkQuery(query)
  const faults =
    fault === undefined
      ? validate(adminSchema(), parse(query)).map(({ message, locations }) => {
          const [place] = locations ?? []
          return place === undefined ? message : `line ${place.line}, column ${place.column}: ${message}`
        })
      : [fault]
  if (faults.length === 0) return
  throw new Problem('invalid_input', {
    detail: `Shopify would not run this bulk query. ${faults[0] ?? ''}`,
    advice:
      'A bulk query has one to five connections, two levels of them within another at the most, each selected as `edges { node { id … } }`, without page sizes. Nothing was sent.',
    errors: faults.map((message) => ({ path: '/query', message })),
  })
}

function parsed(query: string): DocumentNode | string {
  try {
    return parse(query, { maxTokens: mostTokens })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return error.message.replace('Syntax Error: ', 'syntax error, ')
  }
}
