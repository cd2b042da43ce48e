import { defineTransform, encodeItems } from '@patchbay/contract'
import { readLines, type Line } from '../bulk/lines.ts'
import type { BulkList } from '../bulk/lists.ts'
import type { Lines } from '../bulk/result-file.ts'

/** Three stretches of a result that follow each other. Each begins with a line and ends with one. */
export interface Stretches {
  readonly before: Lines
  readonly here: Lines
  readonly after: Lines
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
  readonly here: Lines
  readonly after: Lines
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
  const middle = readLines(here, 0)
  const items = isJoined ? joined([...readLines(before, -1), ...middle, ...readLines(after, 1)]) : middle
  const given = items.slice(skip)
  const { lines, count } = encodeItems(
    given.map((line, index) => ({
      json: isJoined && line.parentId === undefined ? withChildren(line, lists) : line.text,
      cursor: `${cursor}.${skip + index + 1}`,
    })),
  )
  const orphans = isJoined ? given.filter(({ parentId }) => parentId !== undefined).length : 0
  return { lines, count, orphans, here, after }
})

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
function withChildren({ own, id, children }: Line, lists: readonly BulkList[]): string {
  const type = typeOf(id)
  const possible = lists.filter(({ under }) => under.includes(type))
  const made = new Map<string, string[]>(possible.map(({ key }) => [key, []]))
  for (const child of children) {
    const key = keyFor(typeOf(child.id), possible)
    const list = made.get(key)
    const text = withChildren(child, lists)
    if (list === undefined) made.set(key, [text])
    else list.push(text)
  }
  let text = own.slice(0, -1)
  for (const [key, list] of made)
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:[${list.join(',')}]`
  return `${text}}`
}

/** The one list that can hold the type; `children` where that cannot be told. */
function keyFor(type: string, possible: readonly BulkList[]): string {
  const fitting = type === '' ? possible : possible.filter(({ types }) => types.includes(type))
  const [first, second] = fitting
  return first === undefined || second !== undefined ? 'children' : first.key
}

const typeOf = (id: string | undefined): string => /^gid:\/\/shopify\/(\w+)\//.exec(id ?? '')?.[1] ?? ''
