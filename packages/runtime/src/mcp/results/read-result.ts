import type { Principal } from '../../access/principal.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import type { KeptResult, KeptResults } from './kept-results.ts'
import { pageOf, type Page } from './page.ts'

/**
 * A part of a kept answer. Undefined where there is none for this principal, which has to be offered the tool and the
 * connection still that the answer is of. Rejects where the shared state is away.
 */
export type ReadResult = (principal: Principal, handle: string, from: number) => Promise<Page | undefined>

export interface ReadResultParts {
  readonly kept: Pick<KeptResults, 'find'>
  readonly sets: Pick<ToolSets, 'of'>
  /** Characters of one part. */
  readonly budget: number
}

export const createReadResult =
  ({ kept, sets, budget }: ReadResultParts): ReadResult =>
  async (principal, handle, from) => {
    const found = await kept.find(principal, handle)
    if (found === undefined || !isOffered(await sets.of(principal), found.of)) return undefined
    return pageOf(found.data, found.isCut, from, budget)
  }

const isOffered = ({ tools }: ToolSet, { connector, operation, connection }: KeptResult['of']): boolean =>
  tools.some(
    ({ tool: { operation: own }, connections }) =>
      own.description.id === operation &&
      own.connector.host.description.id === connector &&
      connections.includes(connection),
  )
