import { Problem } from '@patchbay/contract'
import type { Store } from '../../store/store.ts'
import { notValid, tenantSuspended, unauthenticated, type Caller, type Identifier } from '../caller.ts'
import { apiKeyHash, apiKeyStart, isApiKey } from './api-key-text.ts'
import { findKeyByHash } from './key-records.ts'
import { principalOfKey } from './key-principal.ts'
import { noteEvery, type KeyUses } from './key-uses.ts'

export interface ApiKeyCallersParts {
  readonly store: Store
  readonly uses: KeyUses
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type FoundKey = NonNullable<Awaited<ReturnType<typeof findKeyByHash>>>

export interface ApiKeyCallers extends Identifier {
  /** The same by what the store knows the text by, for whoever has shown it before. */
  identifyHash(hash: string): Promise<Caller>
}

/** Tells callers by their API keys. Whoever shows the text of a key is told why it is no good. */
export function apiKeyCallers({ store, uses, now }: ApiKeyCallersParts): ApiKeyCallers {
  const identifyHash = async (hash: string): Promise<Caller> => {
    const found = await findKeyByHash(store.database, hash).catch((cause: unknown) => {
      throw keyUnchecked(cause)
    })
    if (found === undefined) throw notValid()
    const { revoked_at, expires_at, valid_until } = found
    if (revoked_at !== null) throw unauthenticated('The key in the Authorization header was revoked.')
    const time = now()
    if (expires_at !== null && expires_at.getTime() <= time) {
      throw unauthenticated(`The key in the Authorization header expired at ${expires_at.toISOString()}.`)
    }
    if (valid_until !== null && valid_until.getTime() <= time) {
      throw unauthenticated('The key in the Authorization header was replaced by a new one.')
    }
    return toCaller(found, uses)
  }
  return {
    owns: (token) => apiKeyStart.test(token),
    async identify(token) {
      if (isApiKey(token)) return identifyHash(apiKeyHash(token))
      throw unauthenticated('The key in the Authorization header is mistyped or cut off.')
    },
    identifyHash,
  }
}

function toCaller(found: FoundKey, uses: KeyUses): Caller {
  const { id, tenant, tenant_state, expires_at, valid_until } = found
  let noted = found.last_used_at?.getTime() ?? 0
  return {
    principal: principalOfKey(found),
    refusal: tenant_state === 'suspended' ? () => tenantSuspended(tenant) : undefined,
    validUntil: Math.min(expires_at?.getTime() ?? Infinity, valid_until?.getTime() ?? Infinity),
    use(time) {
      if (time - noted < noteEvery) return
      noted = time
      uses.note(tenant, id, time)
    },
  }
}

const keyUnchecked = (cause: unknown): Problem =>
  new Problem('state_unavailable', {
    detail: 'The key cannot be checked now: the store does not answer.',
    advice: 'Wait for `retryAfter` seconds, then send the same request.',
    retryAfter: 2,
    cause,
  })
