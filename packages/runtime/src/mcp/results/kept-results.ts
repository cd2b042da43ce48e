import { randomBytes } from 'node:crypto'
import type { Principal } from '../../access/principal.ts'
import type { CallMeta } from '../../calls/call-result.ts'
import { sharedKey, type SharedKey } from '../../shared-state/shared-key.ts'
import type { SharedState } from '../../shared-state/shared-state.ts'

/** An answer that was too long to be given at once. */
export interface KeptResult {
  /** As JSON. */
  readonly data: string
  /** Of which call it is. */
  readonly of: Pick<CallMeta, 'connector' | 'operation' | 'connection' | 'source'>
  /** Whether it goes by the items of its list, or else by characters. */
  readonly isCut: boolean
}

/** Answers that wait for whoever has got the beginning of them, on any instance of the fleet. */
export interface KeptResults {
  /** Its handle, which nobody guesses; undefined where it could not be kept. It never rejects. */
  keep(principal: Principal, result: KeptResult): Promise<string | undefined>
  /** Undefined for one that is over, was never there, or is another's. Rejects where the shared state is away. */
  find(principal: Principal, handle: string): Promise<KeptResult | undefined>
}

/** Minutes. */
export const keptFor = 15

// Raised with each change of the form, so that instances of different versions don't misread each other.
const form = 1
const handleBytes = 18

/**
 * In the cache of the shared state, as kept answers of calls are, and no longer than is said to the agent. Whose it is, is
 * part of the key: what is another's is not found.
 */
export function createKeptResults({ cache }: Pick<SharedState, 'cache'>): KeptResults {
  const keyOf = ({ tenant, id }: Principal, handle: string): SharedKey =>
    sharedKey('mcp-results', tenant, id, handle)
  return {
    async keep(principal, { data, of, isCut }) {
      const handle = randomBytes(handleBytes).toString('base64url')
      const bytes = Buffer.from(`${JSON.stringify({ form, of, isCut })}\n${data}`)
      try {
        const entry = { ttl: keptFor * 60_000, tags: [], stamp: [] }
        return (await cache.set(keyOf(principal, handle), bytes, entry)) ? handle : undefined
      } catch {
        return undefined // the answer says so
      }
    },
    async find(principal, handle) {
      const bytes = await cache.get(keyOf(principal, handle))
      if (bytes === undefined) return undefined
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
      const end = text.indexOf('\n')
      const head = JSON.parse(text.slice(0, end)) as Omit<KeptResult, 'data'> & { readonly form: number }
      return head.form === form ? { data: text.slice(end + 1), of: head.of, isCut: head.isCut } : undefined
    },
  }
}
