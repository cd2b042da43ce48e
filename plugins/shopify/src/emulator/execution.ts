import type { SearchWarning } from './search.ts'
import type { ShopState } from './state.ts'
import type { Grant } from './tokens.ts'

/** What one execution of a document knows. */
export interface Execution {
  readonly state: ShopState
  readonly grant: Grant
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether connections are given whole, without pages. */
  readonly isBulk?: boolean
  /** Collects what belongs into `extensions.search`. */
  readonly searches: Array<{
    readonly path: ReadonlyArray<string | number>
    readonly query: string
    readonly warnings: readonly SearchWarning[]
  }>
}
