import { isDeepStrictEqual } from 'node:util'
import { pointerPart } from '../safety/suspicious-definition.ts'

const most = 20

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** JSON Pointers to where two definitions differ, the deepest that say it; at most twenty. */
export function differencesOf(before: unknown, after: unknown): readonly string[] {
  const found: string[] = []
  const compare = (one: unknown, other: unknown, pointer: string): void => {
    if (found.length >= most || isDeepStrictEqual(one, other)) return
    if (!isNode(one) || !isNode(other) || Array.isArray(one) !== Array.isArray(other)) {
      found.push(pointer)
      return
    }
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      compare(one[name], other[name], `${pointer}/${pointerPart(name)}`)
    }
  }
  compare(before, after, '')
  return found.slice(0, most)
}
