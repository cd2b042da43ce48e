import type { Problem, Result, Success } from '@patchbay/client'

/** The answer of a result that has to be one. */
export function answerOf<Data, Meta>(result: Result<Data, Meta>): Success<Data, Meta> {
  if (result.ok) return result
  throw new Error(`${result.problem.code}: ${result.problem.detail}`)
}

/** The problem of a result that has to be one. */
export function problemOf(result: Result<unknown>): Problem {
  if (!result.ok) return result.problem
  throw new Error(`It has succeeded: ${JSON.stringify(result.data).slice(0, 200)}`)
}

/** All that comes, in a list. */
export async function all<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of source) found.push(item)
  return found
}
