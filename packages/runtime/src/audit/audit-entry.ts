import type { Principal } from '../access/principal.ts'

/** Small facts that no column is for. Never a secret, never an input: at most the digest of one. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>>

/** Something that was done, or tried, as the one who saw it tells it. */
export interface AuditEvent {
  /** Unique for good; an event that is told twice is written once. Default: made up. */
  readonly id?: string
  /** Milliseconds since 1970. Default: now. */
  readonly time?: number
  /** Id of the tenant within which it was done. */
  readonly tenant: string
  /** Id of the principal; `patchbay` where the runtime acts by itself. */
  readonly actor: string
  readonly actorKind: Principal['kind'] | 'system'
  /** Such as `connection.create`, or `call.shopify/tags.add`. */
  readonly action: string
  /** Id of what it was done to. */
  readonly target?: string | undefined
  /** `ok`, `replayed`, the code of the problem, or why an authorization came to nothing. */
  readonly outcome: string
  readonly traceId: string
  readonly requestId: string
  /** Digest of what was there before, without its secrets. */
  readonly before?: string | undefined
  /** Digest of what was there afterwards, without its secrets. */
  readonly after?: string | undefined
  readonly details?: AuditDetails | undefined
}

/** An entry as its tenant sees it and can verify it: a link of the chain of the tenant. */
export interface AuditEntry {
  /** In the chain of the tenant, from 1, without a gap. */
  readonly sequence: number
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly tenant: string
  readonly actor: string
  readonly actorKind: string
  readonly action: string
  readonly target: string | null
  readonly outcome: string
  readonly traceId: string
  readonly requestId: string
  readonly before: string | null
  readonly after: string | null
  /** JSON, in the form of RFC 8785. */
  readonly details: string
  /** The hash of the tenant's entry before this one; 64 zeros for the first. */
  readonly previous: string
  /** SHA-256 of the entry's canonical text, in hexadecimal. */
  readonly hash: string
}

/** An entry with its place in the chain over all tenants. */
export interface AuditRecord {
  readonly entry: AuditEntry
  /** Over all tenants, from 1, without a gap. */
  readonly sequence: number
  /** SHA-256 over the sequence, the chain up to the entry before, and the hash of the entry; in hexadecimal. */
  readonly chain: string
}

/** How far a chain reaches. */
export interface ChainPosition {
  readonly sequence: number
  readonly hash: string
}

/** Where every chain begins. */
export const chainStart: ChainPosition = Object.freeze({ sequence: 0, hash: '0'.repeat(64) })
