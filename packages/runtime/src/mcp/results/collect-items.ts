import type { CallMeta } from '../../calls/call-result.ts'

/** Characters of items that are collected where the operation cannot go on from them, so that they are there to be kept. */
const mostCollected = 200_000
/** Of the object that the items are put in. */
const frame = '{"items":[]}'.length

/** A problem that a stream ended with, as its details are on the wire. */
export interface StreamProblem {
  readonly code: string
  readonly detail: string
  readonly retryAfter?: number
}

interface Line {
  readonly data?: unknown
  readonly cursor?: string
  readonly meta?: CallMeta
  readonly problem?: StreamProblem
}

/** The items of a stream, each as JSON, and how it came to its end. */
export type CollectedItems = { readonly items: readonly string[] } & (
  | { readonly end: 'whole'; readonly meta: CallMeta }
  | { readonly end: 'problem'; readonly problem: StreamProblem }
  /** There are more; `next`: the cursor that the operation goes on from. */
  | { readonly end: 'cut'; readonly next: string | undefined }
  /** It stopped without saying how. */
  | { readonly end: 'missing' }
)

/** As many items as fit into a budget of characters, from whole lines of a stream. A cut stream is left. */
export async function collectItems(
  parts: AsyncIterable<string | Uint8Array>,
  budget: number,
): Promise<CollectedItems> {
  const items: string[] = []
  let size = frame
  let cursor: string | undefined
  for await (const part of parts) {
    const lines = typeof part === 'string' ? part : Buffer.from(part).toString()
    for (const text of lines.split('\n')) {
      if (text === '') continue
      const { data, meta, problem, cursor: own } = JSON.parse(text) as Line
      if (meta !== undefined) return { items, end: 'whole', meta }
      if (problem !== undefined) return { items, end: 'problem', problem }
      const item = JSON.stringify(data)
      const most = cursor === undefined ? Math.max(budget, mostCollected) : budget
      // The first one goes whatever its size, or nothing ever would.
      if (items.length > 0 && size + item.length > most) return { items, end: 'cut', next: cursor }
      items.push(item)
      size += item.length + 1
      cursor = own
    }
  }
  return { items, end: 'missing' }
}

/** The data of an answer that is these items. */
export const itemsData = (items: readonly string[]): string => `{"items":[${items.join(',')}]}`
