import { isObject } from '../json.ts'
import { apiError } from './api-error.ts'
import { numberIn } from './state.ts'

export interface PageArguments {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
  readonly reverse?: boolean | null
}

type SortValue = string | number

interface Placed {
  readonly node: unknown
  readonly value: SortValue
  readonly id: SortValue
}

const largestPage = 250

/**
 * A page of nodes as a Relay connection. Cursors name the last node by its sort value and id, as Shopify's do, so
 * that a page continues in the right place although rows change in between.
 */
export function connectionOf(
  nodes: readonly unknown[],
  arguments_: PageArguments,
  valueOf?: (node: unknown, position: number) => SortValue,
) {
  const { first, last, after, before, reverse } = arguments_
  const size = pageSize(first, last)
  const direction = reverse === true ? -1 : 1
  const placed = nodes
    .map((node, position): Placed => ({
      node,
      value: valueOf?.(node, position) ?? position,
      id: idOf(node, position),
    }))
    .sort((a, b) => direction * compare(a, b))
  const start = after === null || after === undefined ? undefined : decode(after)
  const end = before === null || before === undefined ? undefined : decode(before)
  const within = placed.filter(
    (node) =>
      (start === undefined || direction * compare(node, start) > 0) &&
      (end === undefined || direction * compare(node, end) < 0),
  )
  const page =
    typeof first === 'number' ? within.slice(0, size) : within.slice(Math.max(0, within.length - size))
  const forward = typeof first === 'number'
  const [head] = page
  const tail = page.at(-1)
  return {
    nodes: page.map(({ node }) => node),
    edges: page.map((entry) => ({ node: entry.node, cursor: encode(entry) })),
    pageInfo: {
      hasNextPage: forward ? within.length > size : end !== undefined,
      hasPreviousPage: forward ? start !== undefined : within.length > size,
      startCursor: head === undefined ? null : encode(head),
      endCursor: tail === undefined ? null : encode(tail),
    },
  }
}

function pageSize(first: number | null | undefined, last: number | null | undefined): number {
  const isFirst = typeof first === 'number'
  const isLast = typeof last === 'number'
  if (isFirst && isLast) throw apiError('BAD_REQUEST', 'providing both first and last is not supported')
  if (!isFirst && !isLast) throw apiError('BAD_REQUEST', 'you must provide one of first or last')
  const size = first ?? last ?? 0
  if (size < 0 || (size > largestPage && size !== Number.POSITIVE_INFINITY)) {
    throw apiError('BAD_REQUEST', `${isFirst ? 'first' : 'last'} must be between 0 and ${largestPage}`)
  }
  return size
}

function idOf(node: unknown, position: number): SortValue {
  if (typeof node === 'string') return node
  return isObject(node) && typeof node['id'] === 'string' ? numberIn(node['id']) : position
}

function compare(a: Omit<Placed, 'node'>, b: Omit<Placed, 'node'>): number {
  return order(a.value, b.value) || order(a.id, b.id)
}

function order(a: SortValue, b: SortValue): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function encode({ value, id }: Placed): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')
}

function decode(cursor: string): Omit<Placed, 'node'> {
  const malformed = apiError('BAD_REQUEST', 'Malformed cursor')
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
  } catch {
    throw malformed
  }
  if (!isObject(parsed)) throw malformed
  const { last_id: id, last_value: value } = parsed
  const isPlace = (part: unknown): part is SortValue => typeof part === 'string' || typeof part === 'number'
  if (!isPlace(id) || !isPlace(value)) throw malformed
  return { id, value }
}
