/** What the contract marks secrets with. */
export const secretAnnotation = 'x-patchbay-secret'

/** Whether a schema has a secret anywhere in it. */
export function holdsSecret(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  return Object.entries(schema).some(([name, value]) =>
    name === secretAnnotation ? value === true : holdsSecret(value),
  )
}
