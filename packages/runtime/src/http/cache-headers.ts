import type { CacheOutcome } from '../calls/cache/cache-outcome.ts'
import { ordinaryUse, type CacheUse } from '../calls/cache/cache-use.ts'

const maxAgePattern = /^max-age="?(\d+)"?$/

/**
 * What a request's Cache-Control asks for (RFC 9111, 5.2.1). `no-store` also means that no kept answer is wanted, which
 * is what those who send it expect. Directives that are not known are passed over, as the RFC wants.
 */
export function cacheUseOf(cacheControl: string | undefined): CacheUse {
  if (cacheControl === undefined) return ordinaryUse
  const directives = cacheControl.toLowerCase().split(',')
  let { mayAnswer, mayAsk, mayStore, maxAge } = ordinaryUse
  for (const directive of directives.map((one) => one.trim())) {
    if (directive === 'no-cache') mayAnswer = false
    else if (directive === 'no-store') mayAnswer = mayStore = false
    else if (directive === 'only-if-cached') mayAsk = false
    else {
      const seconds = maxAgePattern.exec(directive)?.[1]
      if (seconds !== undefined) maxAge = Math.min(maxAge, Number(seconds) * 1_000)
    }
  }
  // Nothing that was kept is new enough: the same as wanting none.
  return maxAge === 0
    ? { mayAnswer: false, mayAsk, mayStore, maxAge }
    : { mayAnswer, mayAsk, mayStore, maxAge }
}

const inSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000)

/**
 * Age and lifetime of an answer for caches on the caller's side (RFC 9111, 5.2.2 and 5.1). What is left of the lifetime
 * is the difference of the two: a max-age that were smaller already would be taken off twice.
 */
export function cacheControlOf(outcome: CacheOutcome | undefined): string {
  return outcome === undefined || outcome.freshFor === 0
    ? 'private, no-cache'
    : `private, max-age=${inSeconds(outcome.freshFor)}`
}

export const ageOf = ({ age }: CacheOutcome): string => String(inSeconds(age))

/** What the cache did, for whoever looks into a slow or surprising answer (RFC 9211). */
export function cacheStatusOf({ status, age, freshFor, wasStale, isStored, failure }: CacheOutcome): string {
  const left = inSeconds(freshFor - age)
  const stored = isStored ? '; stored' : ''
  switch (status) {
    case 'hit':
      return `patchbay; hit; ttl=${left}`
    case 'stale':
      return failure === undefined
        ? `patchbay; hit; ttl=${left}; detail=revalidating`
        : `patchbay; fwd=stale; ttl=${left}; detail=${failure}`
    case 'miss':
      return `patchbay; fwd=${wasStale ? 'stale' : 'miss'}${stored}`
    case 'joined':
      return `patchbay; fwd=${wasStale ? 'stale' : 'miss'}${stored}; collapsed`
    case 'refreshed':
      return `patchbay; fwd=request${stored}`
    case 'bypassed':
      return 'patchbay; fwd=bypass'
  }
}
