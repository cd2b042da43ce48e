import { effects, milliseconds, type Connector } from '@patchbay/contract'
import { wrongLimits } from './inspect-limits.ts'
import { wrongAuthentication } from './inspect-authentication.ts'
import { inspectCaching } from './inspect-caching.ts'
import { inspectObjectives } from './inspect-objectives.ts'
import { inspectPrompts } from './inspect-prompts.ts'
import { inspectResources } from './inspect-resources.ts'
import { Quarantine } from './quarantine.ts'

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const operationPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*([-_][a-z0-9]+)*$/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refuse = (reason: string): never => {
  throw new Quarantine('definition_invalid', reason)
}

/**
 * Whether what a package exports is a connector. TypeScript holds authors to this already; plain JavaScript,
 * older contracts and mistakes in casts do not. Throws a `Quarantine` that names the first thing wrong.
 */
export function inspectConnector(exported: unknown): Connector {
  if (!isRecord(exported) || typeof exported['contractVersion'] !== 'string') {
    throw new Quarantine('export_missing', 'Its default export is not the result of defineConnector().')
  }
  const { id, title, description, vendor, operations, check } = exported
  if (typeof id !== 'string' || !idPattern.test(id)) refuse(`Its id "${String(id)}" is not in kebab-case.`)
  for (const [name, value] of Object.entries({ title, description })) {
    if (typeof value !== 'string' || value === '') refuse(`Its ${name} is missing.`)
  }
  if (!isRecord(vendor) || !isRecord(vendor['config']) || !isRecord(vendor['auth'])) {
    return refuse('Its vendor is not the result of defineVendor().')
  }
  if (!isRecord(vendor['origins']) || Object.keys(vendor['origins']).length === 0)
    refuse('It declares no origin.')
  const { sunset } = vendor
  if (sunset !== null && (typeof sunset !== 'string' || Number.isNaN(Date.parse(sunset)))) {
    refuse(`Its sunset ${JSON.stringify(sunset)} is neither an ISO date nor null.`)
  }
  const wrongAuth = wrongAuthentication(vendor['auth'], Object.keys(vendor['origins'] as object))
  if (wrongAuth !== undefined) refuse(wrongAuth)
  if (!isRecord(vendor['limits']))
    return refuse('Its limits are missing; an empty object says that none are known.')
  const [wrongLimit] = wrongLimits(vendor['limits'])
  if (wrongLimit !== undefined) refuse(wrongLimit)
  if (!isRecord(operations) || Object.keys(operations).length === 0) return refuse('It has no operations.')
  for (const [operationId, operation] of Object.entries(operations)) inspectOperation(operationId, operation)
  if (typeof check !== 'string' || !Object.hasOwn(operations, check)) {
    refuse(`Its check "${String(check)}" is not one of its operations.`)
  }
  const { grantedScopes } = exported
  if (grantedScopes !== undefined) {
    const named = isRecord(grantedScopes) ? grantedScopes : {}
    const isOperation = Object.hasOwn(operations, String(named['operation']))
    if (!isOperation || typeof named['list'] !== 'string' || typeof named['field'] !== 'string') {
      refuse('Its grantedScopes name no operation of it, or not where the scopes are in its answer.')
    }
  }
  inspectObjectives(exported['objectives'])
  inspectPrompts(exported['prompts'], operations)
  inspectResources(exported['resources'], id as string, operations)
  const checking = operations[String(check)]
  if (isRecord(checking) && checking['run'] === undefined) refuse(`Its check "${String(check)}" is a stream.`)
  return exported as unknown as Connector
}

function inspectOperation(id: string, operation: unknown): void {
  if (!operationPattern.test(id)) refuse(`The operation id "${id}" is not of the form noun.verb.`)
  const [runs, streams] = isRecord(operation)
    ? [typeof operation['run'] === 'function', typeof operation['stream'] === 'function']
    : [false, false]
  if (!isRecord(operation) || (!runs && !streams)) return refuse(`The operation ${id} has no run().`)
  if (runs && streams) refuse(`The operation ${id} has both run() and stream().`)
  if (
    operation['stream'] !== undefined &&
    (operation['effect'] !== 'read' || operation['cache'] !== undefined)
  ) {
    refuse(`The operation ${id} is a stream, which must be a read without a cache rule.`)
  }
  if (!effects.some((effect) => effect === operation['effect'])) {
    refuse(`The effect "${String(operation['effect'])}" of ${id} is none of ${effects.join(', ')}.`)
  }
  if (!isRecord(operation['input']) || operation['input']['type'] !== 'object') {
    throw new Quarantine('schema_invalid', `The input of ${id} is not an object schema.`)
  }
  if (!isRecord(operation['output']))
    throw new Quarantine('schema_invalid', `The output of ${id} is not a schema.`)
  if (operation['timeout'] !== undefined) {
    try {
      milliseconds(operation['timeout'] as never)
    } catch (error) {
      refuse(`The timeout of ${id}: ${(error as Error).message}.`)
    }
  }
  if (operation['present'] !== undefined && (typeof operation['present'] !== 'function' || streams)) {
    refuse(
      `The operation ${id} has a present that is no function, or is a stream, which has no whole answer.`,
    )
  }
  const { asks, task } = operation
  if (task !== undefined && task !== 'offered' && task !== 'required') {
    refuse(`The task of ${id} is neither "offered" nor "required".`)
  }
  if (asks !== undefined && typeof asks !== 'boolean') refuse(`The asks of ${id} is neither true nor false.`)
  if (asks === true && (streams || operation['cache'] !== undefined)) {
    refuse(`The operation ${id} asks, so that its answers cannot be kept or streamed.`)
  }
  inspectCaching(id, operation)
}
