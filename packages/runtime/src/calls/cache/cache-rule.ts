import { milliseconds } from '@patchbay/contract'
import type { OperationDescription } from '../../connectors/connector-description.ts'

/** A cache rule in milliseconds. */
export interface CompiledRule {
  readonly ttl: number
  readonly staleWhileRevalidate: number
  readonly staleIfError: number
  readonly tags: readonly string[]
}

export function compileRule(cache: OperationDescription['cache']): CompiledRule | undefined {
  if (cache === null) return undefined
  const { ttl, staleWhileRevalidate = '0s', staleIfError = '0s', tags } = cache
  return {
    ttl: milliseconds(ttl),
    staleWhileRevalidate: milliseconds(staleWhileRevalidate),
    staleIfError: milliseconds(staleIfError),
    tags,
  }
}
