import { hash } from 'node:crypto'

/** Characters. What is longer is kept as its digest, so that no input makes the keys of the cache large. */
const longestKey = 200

/** The same text for inputs that mean the same, in whatever order their members came. Defaults must be filled in. */
export function inputKey(input: unknown): string {
  const text = canonicalJson(input)
  return text.length > longestKey ? hash('sha256', text, 'base64url') : text
}

export function canonicalJson(value: unknown): string {
  if (isInOrder(value)) return JSON.stringify(value)
  return JSON.stringify(value, inOrder)
}

/** Whether JSON.stringify writes it canonically as it is: most inputs are a few scalars. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  let last = ''
  for (const name in value) {
    // Names that are numbers are written in the order of the numbers, whatever is done.
    if (name < last || typeof (value as Record<string, unknown>)[name] === 'object') return false
    last = name
  }
  return true
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  )
}
