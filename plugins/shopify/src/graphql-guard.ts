import { Problem, type FieldError } from '@patchbay/contract'
import {
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql'
import { costOf, maximumCost, type CostQuestion } from './cost.ts'
import { fittingPage } from './fitting-page.ts'
import { adminSchema } from './schema.ts'

export interface RawQuery {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
}

/** More tokens than any query within the cost limit needs; keeps hostile documents from taking long. */
const maximumTokens = 5_000

/**
 * Points that Shopify will ask for a query. Throws `invalid_input` with every place that is wrong if the query is
 * not one that may be sent: it must parse, read only, fit the schema, and cost no more than a request may.
 */
export function costOfAllowed({ query, variables = {}, operationName }: RawQuery): number {
  const document = parsed(query)
  const operation = chosen(document, operationName)
  const faults = validate(adminSchema(), document)
  if (faults.length > 0) refuse('The query does not fit the schema of Shopify.', faults.map(asFieldError))
  const { coerced, errors } = getVariableValues(adminSchema(), operation.variableDefinitions ?? [], variables)
  if (errors !== undefined) {
    refuse(
      'The variables do not fit the query.',
      errors.map(({ message }) => ({ path: '/variables', message })),
    )
  }
  const question = { schema: adminSchema(), document, operation, variables: coerced ?? {} }
  const cost = costOf(question)
  if (cost > maximumCost) {
    refuse(
      `The query would cost ${cost} points; Shopify allows ${maximumCost} for one request.`,
      [{ path: '/query', message: `costs ${cost} points` }],
      adviceFor(question),
    )
  }
  return cost
}

function adviceFor(question: CostQuestion): string {
  const fitting = fittingPage(question)
  return fitting === undefined
    ? 'Ask for fewer lists within lists: even with pages of 1 it costs too much, for the cost of nested lists multiplies.'
    : `Ask for smaller pages: with no \`first\` or \`last\` above ${fitting.size} it costs ${fitting.cost} points.`
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: maximumTokens })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return refuse('The query cannot be parsed.', [asFieldError(error)])
  }
}

function chosen(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  )
  for (const { operation, loc } of operations) {
    if (operation === 'query') continue
    const line = loc?.startToken.line
    refuse(
      `Only queries may be sent this way, and this is a ${operation}.`,
      [{ path: '/query', message: `line ${line}: a ${operation}` }],
      'Use the operations that change something, such as products.update; they are checked and audited.',
    )
  }
  const found =
    name === undefined ? operations : operations.filter((operation) => operation.name?.value === name)
  const [first, second] = found
  if (first === undefined) {
    return refuse(
      name === undefined ? 'The document holds no query.' : `The document holds no query "${name}".`,
      [{ path: name === undefined ? '/query' : '/operationName', message: 'names no query' }],
    )
  }
  if (second !== undefined) {
    return refuse('The document holds several queries.', [
      { path: '/operationName', message: 'must name one of them' },
    ])
  }
  return first
}

function asFieldError({ message, locations }: GraphQLError): FieldError {
  const place = locations?.[0]
  return {
    path: '/query',
    message: place === undefined ? message : `line ${place.line}, column ${place.column}: ${message}`,
  }
}

function refuse(detail: string, errors: readonly FieldError[], advice?: string): never {
  throw new Problem('invalid_input', { detail, errors, ...(advice === undefined ? {} : { advice }) })
}
