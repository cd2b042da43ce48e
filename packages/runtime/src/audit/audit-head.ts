import type { ChainPosition } from './audit-entry.ts'
import { isSealOf, sealOf, type AuditKey } from './audit-key.ts'

/** Where the chain over all tenants ends, and where what is left of it begins. */
export interface AuditHead {
  /** Of the last entry. */
  readonly last: ChainPosition
  /** Of the last entry that retention has removed; the start of the chain where there is none. */
  readonly base: ChainPosition
  /** What proves that the runtime has written it. */
  readonly seal: string
}

export const sealHead = (key: AuditKey, last: ChainPosition, base: ChainPosition): AuditHead => ({
  last,
  base,
  seal: sealOf(key, textOf(last, base)),
})

export const isSealedBy = (key: AuditKey | undefined, { last, base, seal }: AuditHead): boolean =>
  isSealOf(key, seal, textOf(last, base))

const textOf = (last: ChainPosition, base: ChainPosition): string =>
  `audit head 1:${last.sequence}:${last.hash}:${base.sequence}:${base.hash}`
