import { defineTransform, encodeItems, Problem, type StreamItem } from '@patchbay/contract'
import type { BulkList } from '../bulk/lists.ts'

/** Three stretches of a result that follow each other. Each begins with a line and ends with one. */
export interface Stretches {
  readonly before: Uint8Array
  readonly here: Uint8Array
  readonly after: Uint8Array
}

export interface JoinInput extends Stretches {
  /** What a cursor begins with, up to the number of the item. */
  readonly cursor: string
  /** How many items the caller has already. */
  readonly skip: number
  readonly lists: readonly BulkList[]
  /** Otherwise each line is an item. */
  readonly isJoined: boolean
}

export interface JoinOutput {
  readonly lines: Uint8Array
  readonly count: number
  /** How many of the items are children that no parent was found for. */
  readonly orphans: number
  /** Given back, for they were given away. */
  readonly here: Uint8Array
  readonly after: Uint8Array
}

interface Line {
  /** Of the stretch: -1, 0 or 1. */
  readonly stretch: number
  readonly object: Record<string, unknown>
  readonly id: string | undefined
  readonly parentId: string | undefined
  children: Line[]
}

/**
 * The items that begin in the middle one of three stretches, with the children that hang under them.
 *
 * Children may come anywhere in a file, and a file may be larger than any memory. What is joined is therefore what is
 * near: a child and its parent, a child's child and both above it, lie in the same stretch or in neighbouring ones, each
 * with each. Every stretch comes to the same conclusion about a line, whichever of the three it is there, so that each
 * line is given once: within its parent, or as an item of its own that keeps its `__parentId`. And since nothing else is
 * needed, nothing is carried from stretch to stretch, and reading can begin at any of them.
 */
export default defineTransform(import.meta.url, (input: JoinInput): JoinOutput => {
  const { before, here, after, cursor, skip, lists, isJoined } = input
  const middle = linesOf(here, 0)
  const items = isJoined ? joined([...linesOf(before, -1), ...middle, ...linesOf(after, 1)]) : middle
  const made: StreamItem<unknown>[] = items.map((item, index) => ({
    data: isJoined ? nested(item, lists) : item.object,
    cursor: `${cursor}.${index + 1}`,
  }))
  const { lines, count } = encodeItems(made.slice(skip))
  const orphans = isJoined ? items.slice(skip).filter(({ parentId }) => parentId !== undefined).length : 0
  return { lines, count, orphans, here, after }
})

const decoder = new TextDecoder()

function linesOf(bytes: Uint8Array, stretch: number): Line[] {
  return decoder
    .decode(bytes)
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => {
      const object = parsed(text)
      const { id, __parentId: parentId } = object
      return {
        stretch,
        object,
        id: typeof id === 'string' ? id : undefined,
        parentId: typeof parentId === 'string' ? parentId : undefined,
        children: [],
      }
    })
}

function parsed(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Problem('vendor_error', {
      detail:
        'A line of the result is not JSON. Its file may have changed, or the cursor is not one of this result.',
      retryable: false,
      cause: error,
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('vendor_error', { detail: 'A line of the result is no object.', retryable: false })
  }
  return value as Record<string, unknown>
}

const isNear = (one: Line, other: Line): boolean => Math.abs(one.stretch - other.stretch) <= 1

/** The items of the middle stretch: roots with what hangs under them, and children without a parent. */
function joined(lines: readonly Line[]): Line[] {
  const parents = new Map<string, Line[]>()
  for (const line of lines) {
    if (line.id === undefined) continue
    const known = parents.get(line.id)
    if (known === undefined) parents.set(line.id, [line])
    else known.push(line)
  }
  const order = new Map(lines.map((line, index) => [line, index]))
  const parentOf = (line: Line): Line | undefined => {
    const found = (parents.get(line.parentId ?? '') ?? []).filter((one) => one !== line && isNear(one, line))
    // What hangs under several parents is listed under each; its own children follow it.
    return found.findLast((one) => (order.get(one) ?? 0) < (order.get(line) ?? 0)) ?? found[0]
  }
  const orphans = new Set<Line>()
  for (const line of lines) {
    if (line.parentId === undefined) continue
    const parent = parentOf(line)
    const root = parent?.parentId === undefined ? parent : parentOf(parent)
    const isFound =
      parent !== undefined && root?.parentId === undefined && root !== undefined && isNear(root, line)
    if (isFound) parent.children.push(line)
    else if (line.stretch === 0) orphans.add(line)
  }
  return lines.filter((line) => line.stretch === 0 && (line.parentId === undefined || orphans.has(line)))
}

/** An object with its children in the lists that the query has given them. */
function nested(
  { object, id, children, parentId }: Line,
  lists: readonly BulkList[],
  isInner = false,
): unknown {
  const type = typeOf(id)
  const own = lists.filter(({ under }) => under.includes(type))
  const made: Record<string, unknown> = {}
  for (const name in object) if (!isInner || name !== '__parentId') made[name] = object[name]
  if (parentId !== undefined && !isInner) return made
  for (const { key } of own) made[key] = []
  for (const child of children) {
    const key = keyFor(typeOf(child.id), own)
    const list = (made[key] ??= []) as unknown[]
    list.push(nested(child, lists, true))
  }
  return made
}

/** The one list that can hold the type; `children` where that cannot be told. */
function keyFor(type: string, own: readonly BulkList[]): string {
  const fitting = type === '' ? own : own.filter(({ types }) => types.includes(type))
  const [first, second] = fitting
  return first === undefined || second !== undefined ? 'children' : first.key
}

const typeOf = (id: string | undefined): string => /^gid:\/\/shopify\/(\w+)\//.exec(id ?? '')?.[1] ?? ''
