type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): boolean => typeof value === 'string'

/** What is wrong with the completions of arguments or variables of these names, if anything. */
export function wrongCompletion(
  completions: unknown,
  names: readonly string[],
  operations: Fields,
): string | undefined {
  if (completions === undefined) return undefined
  if (!isFields(completions)) return 'has completions that are not an object.'
  for (const [name, completion] of Object.entries(completions)) {
    if (!names.includes(name)) return `completes "${name}", which it does not have.`
    if (Array.isArray(completion) && completion.every(isText)) continue
    if (!isFields(completion) || !isText(completion['list']))
      return `completes "${name}" neither with texts nor with what an operation lists.`
    if (completion['field'] !== undefined && !isText(completion['field']))
      return `completes "${name}" with a field that is no name.`
    const reason = wrongSource(completion['operation'], operations)
    if (reason !== undefined) return `completes "${name}" by ${reason}`
  }
  return undefined
}

function wrongSource(id: unknown, operations: Fields): string | undefined {
  const operation = typeof id === 'string' && Object.hasOwn(operations, id) ? operations[id] : undefined
  if (!isFields(operation)) return `"${String(id)}", which is not one of its operations.`
  if (operation['effect'] !== 'read' || operation['run'] === undefined)
    return `"${String(id)}", which is not a read that answers at once.`
  if (requiredOf(operation['input']).length > 0)
    return `"${String(id)}", which cannot be called with an empty input.`
  return undefined
}

/** The fields of an input that a caller has to send. */
export function requiredOf(input: unknown): string[] {
  if (!isFields(input) || !Array.isArray(input['required'])) return []
  const properties = isFields(input['properties']) ? input['properties'] : {}
  return (input['required'] as string[]).filter((name) => {
    const field = properties[name]
    return !isFields(field) || field['default'] === undefined
  })
}
