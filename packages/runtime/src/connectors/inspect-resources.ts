import { requiredOf, wrongCompletion } from './inspect-completions.ts'
import { Quarantine } from './quarantine.ts'
import { variablesOf, wrongAddress } from './resource-address.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mediaType = /^[\w.+-]+\/[\w.+-]+(;.*)?$/

/** Whether what a connector says about its resources can be served. Throws a `Quarantine`. */
export function inspectResources(resources: unknown, connector: string, operations: Fields): void {
  if (resources === undefined) return
  if (!isFields(resources)) throw new Quarantine('definition_invalid', 'Its resources are not an object.')
  for (const [address, resource] of Object.entries(resources)) {
    const reason = wrongAddress(address, connector) ?? wrongResource(address, resource, operations)
    if (reason !== undefined)
      throw new Quarantine('definition_invalid', `The resource "${address}" ${reason}`)
  }
}

function wrongResource(address: string, resource: unknown, operations: Fields): string | undefined {
  if (!isFields(resource)) return 'is not an object.'
  for (const member of ['title', 'description']) {
    if (typeof resource[member] !== 'string' || resource[member] === '') return `has no ${member}.`
  }
  const { mimeType, operation: id, input: rest = {}, completions } = resource
  if (mimeType !== undefined && (typeof mimeType !== 'string' || !mediaType.test(mimeType)))
    return 'has a mimeType that is no media type.'
  const operation = typeof id === 'string' && Object.hasOwn(operations, id) ? operations[id] : undefined
  if (!isFields(operation)) return `is read by "${String(id)}", which is not one of the operations.`
  if (operation['effect'] !== 'read' || operation['run'] === undefined)
    return `is read by ${String(id)}, which is not a read that answers at once.`
  if (!isFields(rest)) return 'has an input that is not an object.'
  const variables = variablesOf(address)
  const given = new Set([...variables, ...Object.keys(rest)])
  const { input } = operation
  const known = isFields(input) && isFields(input['properties']) ? input['properties'] : {}
  const strange = [...given].find((name) => !Object.hasOwn(known, name))
  if (strange !== undefined) return `gives "${strange}", which is not in the input of ${String(id)}.`
  const missing = requiredOf(input).find((name) => !given.has(name))
  if (missing !== undefined) return `does not give "${missing}", which ${String(id)} needs.`
  return wrongCompletion(completions, variables, operations)
}
