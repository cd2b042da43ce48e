import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  print,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql'
import { costOf, maximumCost } from '../cost.ts'
import { isObject } from '../json.ts'
import { adminSchema } from '../schema.ts'
import { advanceBulk } from './bulk/life.ts'
import { refilled, throttleStatus } from './bucket.ts'
import type { Execution } from './execution.ts'
import { resolveField } from './resolve.ts'
import type { ShopState } from './state.ts'
import type { Grant } from './tokens.ts'
import { asShopifyError } from './validation-errors.ts'

const limitsPage = 'https://shopify.dev/api/usage/rate-limits'

export interface Caller {
  readonly token: string
  readonly grant: Grant
}

/** One POST to graphql.json: parse, validate, charge, execute, refund. Failures come with status 200. */
export function answerGraphql(body: unknown, caller: Caller, state: ShopState, now: number): EmulatorAnswer {
  if (!isObject(body) || typeof body['query'] !== 'string') {
    return { status: 400, body: { errors: { query: 'Required parameter missing or invalid' } } }
  }
  const given = isObject(body['variables']) ? body['variables'] : {}
  const name = typeof body['operationName'] === 'string' ? body['operationName'] : undefined
  let document: DocumentNode
  try {
    document = parse(body['query'])
  } catch (error) {
    return failed([syntaxError(error)])
  }
  const operation = getOperationAST(document, name)
  if (!operation) {
    return failed([
      { message: name === undefined ? 'An operation name is required' : `No operation named "${name}"` },
    ])
  }
  const faults = validate(adminSchema(), document)
  if (faults.length > 0) return failed(faults.map((fault) => asShopifyError(fault, document)))
  const { coerced, errors } = getVariableValues(adminSchema(), operation.variableDefinitions ?? [], given)
  if (errors !== undefined) return failed(errors.map((error) => variableError(error, operation, given)))
  return charged({ document, operation, variables: coerced ?? {}, given, name }, caller, state, now)
}

interface Prepared {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly given: Readonly<Record<string, unknown>>
  readonly name: string | undefined
}

function charged(
  prepared: Prepared,
  { token, grant }: Caller,
  state: ShopState,
  now: number,
): EmulatorAnswer {
  const { document, operation, variables, given, name } = prepared
  const schema = adminSchema()
  const requestedQueryCost = costOf({ schema, document, operation, variables })
  if (requestedQueryCost > maximumCost) {
    return failed([
      {
        message: `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${maximumCost}).`,
        extensions: {
          code: 'MAX_COST_EXCEEDED',
          cost: requestedQueryCost,
          maxCost: maximumCost,
          documentation: `${limitsPage}#rate-limits`,
        },
      },
    ])
  }
  const bucket = refilled(state.buckets, token, now)
  const cost = (actualQueryCost: number | null) => ({
    cost: { requestedQueryCost, actualQueryCost, throttleStatus: throttleStatus(bucket) },
  })
  if (bucket.available < requestedQueryCost) {
    const extensions = { code: 'THROTTLED', documentation: limitsPage }
    return failed([{ message: 'Throttled', extensions }], cost(null))
  }
  const execution: Execution = { state, grant, now, searches: [] }
  advanceBulk(execution)
  const result = execute({
    schema,
    document,
    operationName: name,
    variableValues: given,
    contextValue: execution,
    fieldResolver: resolveField,
    typeResolver: (value) => (isObject(value) ? String(value['__typename']) : undefined),
  })
  if (result instanceof Promise) throw new Error('No resolver of this emulator is asynchronous.')
  const actual = Math.min(
    requestedQueryCost,
    costOf({ schema, document, operation, variables, data: result.data ?? null }),
  )
  bucket.available -= actual
  const search = execution.searches.map(({ path, query, warnings }) => ({ path, query, warnings }))
  return {
    status: 200,
    body: {
      data: result.data,
      ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) }),
      extensions: { ...cost(actual), ...(search.length === 0 ? {} : { search }) },
    },
  }
}

function failed(errors: readonly unknown[], extensions?: unknown): EmulatorAnswer {
  return { status: 200, body: { errors, ...(extensions === undefined ? {} : { extensions }) } }
}

function syntaxError(error: unknown) {
  const { message, locations } =
    error instanceof GraphQLError ? error : { message: String(error), locations: undefined }
  const place = locations?.[0]
  const where = place === undefined ? '' : ` at [${place.line}, ${place.column}]`
  return {
    message: `${message.replace('Syntax Error: ', 'syntax error, ')}${where}`,
    locations,
    extensions: { code: 'PARSE_ERROR' },
  }
}

function variableError(
  { message, locations }: GraphQLError,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
) {
  const variable = /^Variable "\$(\w+)"/.exec(message)?.[1] ?? ''
  const path = /at "\w+\.(.+?)"/.exec(message)?.[1]?.split('.') ?? []
  const definition = operation.variableDefinitions?.find((each) => each.variable.name.value === variable)
  const type = definition === undefined ? '' : print(definition.type)
  const explanation = message.includes('; ')
    ? message.slice(message.indexOf('; ') + 2)
    : 'Expected value to not be null'
  const where = path.length === 0 ? '' : ` for ${path.join('.')} (${explanation})`
  return {
    message: `Variable $${variable} of type ${type} was provided invalid value${where}`,
    locations,
    extensions: {
      code: 'INVALID_VARIABLE',
      value: given[variable] ?? null,
      problems: [{ path, explanation }],
    },
  }
}
