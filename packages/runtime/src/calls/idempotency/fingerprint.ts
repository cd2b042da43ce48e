import { hash } from 'node:crypto'

/** Tells inputs apart: equal for inputs that mean the same, in whatever order their members came. */
export function fingerprintOf(input: unknown): string {
  return hash('sha256', JSON.stringify(input, inOrder), 'base64url')
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}
