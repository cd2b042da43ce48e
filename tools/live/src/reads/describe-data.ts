import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../options.ts'

/** How much there was, without any of it: a report leaves the company whose data these are. */
export function describeData(data: unknown): string {
  if (Array.isArray(data)) return `${data.length} items`
  if (!isRecord(data)) return typeof data
  const lists = Object.values(data).filter(Array.isArray)
  const [first] = lists
  return lists.length === 1 && first !== undefined
    ? `${first.length} items`
    : `${Object.keys(data).length} fields`
}

export type Agreement = 'equal' | 'changing' | 'different'

/**
 * Whether both faces gave the same. Where they did not, REST is asked once more: data that is another when the same
 * face is asked again says nothing of the faces.
 */
export async function compareFaces(
  mcp: unknown,
  rest: unknown,
  again: () => Promise<unknown>,
): Promise<Agreement> {
  if (isDeepStrictEqual(mcp, rest)) return 'equal'
  const later = await again()
  if (isDeepStrictEqual(mcp, later)) return 'equal'
  return isDeepStrictEqual(rest, later) ? 'different' : 'changing'
}
