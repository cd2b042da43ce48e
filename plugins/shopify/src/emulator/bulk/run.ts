import { execute, getOperationAST, GraphQLError, parse, type ExecutionResult } from 'graphql'
import { isObject } from '../../json.ts'
import { adminSchema } from '../../schema.ts'
import type { Execution } from '../execution.ts'
import { resolveField } from '../resolve.ts'
import type { Row } from '../state.ts'
import { toJsonl, type Jsonl } from './jsonl.ts'

/** What an operation has come to. */
export type Outcome = Jsonl | { readonly errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' }

/** Really runs the document of a bulk operation against the shop. */
export function run(operation: Row, execution: Execution): Outcome {
  const document = parse(String(operation['query']))
  if (operation['type'] === 'QUERY') {
    const { data, errors } = ask(document, {}, { ...execution, isBulk: true, searches: [] })
    const denied = errors?.some(({ extensions }) => extensions['code'] === 'ACCESS_DENIED') === true
    if (denied) return { errorCode: 'ACCESS_DENIED' }
    if (errors !== undefined) return { errorCode: 'INTERNAL_SERVER_ERROR' }
    return toJsonl(data ?? {}, operation['groupObjects'] === true)
  }
  const lines = String(operation['input'])
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const result = ask(document, readLine(line), { ...execution, searches: [] })
      const { data, errors } = result
      const told = errors === undefined ? {} : { errors: errors.map((error) => error.toJSON()) }
      return JSON.stringify({ ...(data === undefined ? {} : { data }), ...told, __lineNumber: index })
    })
  return { lines, roots: lines.length }
}

function ask(
  document: ReturnType<typeof parse>,
  variables: Readonly<Record<string, unknown>>,
  execution: Execution,
): ExecutionResult<Record<string, unknown>> {
  const result = execute({
    schema: adminSchema(),
    document,
    operationName: getOperationAST(document)?.name?.value,
    variableValues: variables,
    contextValue: execution,
    fieldResolver: resolveField,
    typeResolver: (value) => (isObject(value) ? String(value['__typename']) : undefined),
  })
  if (result instanceof Promise) throw new GraphQLError('No resolver of this emulator is asynchronous.')
  return result
}

function readLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
