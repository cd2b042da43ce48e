import { PatchbayProblem } from './problem.ts'
import type { Result } from './result.ts'

/** Asks for the page at a cursor; for the first one where there is none. */
export type AskPage<Data> = (cursor: string | undefined) => Promise<Result<Data, { next?: string }>>

/**
 * All pages of a list, each asked for when the one before has been used:
 * `pages((cursor) => client.call('shopify', 'orders.list', { cursor }))`. A page that fails is the last one.
 */
export async function* pages<Data>(
  ask: AskPage<Data>,
): AsyncGenerator<Result<Data, { next?: string }>, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    yield page
    cursor = page.ok ? page.meta.next : undefined
  } while (cursor !== undefined)
}

/**
 * All items of a list, across its pages; `pick` says where in the data they are. A loop has no place for a result that
 * failed, so here a problem is thrown, as a `PatchbayProblem`.
 */
export async function* items<Data, Item>(
  ask: AskPage<Data>,
  pick: (data: Data) => Iterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  for await (const page of pages(ask)) {
    if (!page.ok) throw new PatchbayProblem(page.problem)
    yield* pick(page.data)
  }
}
