import { randomUUID } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import { askForTokens, type AskOptions } from './ask-for-tokens.ts'
import type { Claim, Release, TokenLeases } from './token-lease.ts'
import type { TokenNews } from './token-news.ts'
import type { KeptTokens, TokenGrant, TokenOwner, TokenReport } from './token-owner.ts'
import { needsPerson, pausedProblem, refusalProblem } from './token-problems.ts'
import { TokenRefused } from './token-refused.ts'
import type { TokenShelf } from './token-shelf.ts'
import { endsAt, isGood } from './token-life.ts'
import type { Tokens } from './tokens.ts'

export interface RenewalParts {
  readonly shelf: TokenShelf
  readonly leases: TokenLeases
  readonly news: TokenNews
  readonly ask: AskOptions
  /** Milliseconds after which nobody waits for another instance any more. */
  readonly patience: number
  readonly report: (report: TokenReport) => void | Promise<void>
  readonly count: (connector: string, outcome: string) => void
  /** Told of each renewal that failed ahead of the end of good tokens, which no call hears of. Must not throw. */
  readonly onMissed?: MissedRenewal | undefined
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export type MissedRenewal = (owner: TokenOwner, problem: Problem) => void

export interface RenewalWish {
  /** Version of the tokens that will not do any more; undefined for whatever is no longer good. */
  readonly insteadOf: number | undefined
  /** Whether the vendor has refused these tokens before their time. */
  readonly isRefused: boolean
}

/**
 * Tokens other than those named, got by one instance for all. Rejects with a `Problem`. Where asking now could do more harm
 * than waiting, it gives the tokens that there are, as long as they are good.
 */
export type Renew = (owner: TokenOwner, wish: RenewalWish) => Promise<KeptTokens>

// What a waiting instance takes longer than the one that asks, where no word of it comes.
const pollEvery = 100

/** Milliseconds. */
const pauses = { misconfigured: 30_000, unavailable: 2_000, throttled: 1_000 } as const

export function createRenewal(parts: RenewalParts): Renew {
  const { shelf, leases, news, report, count, log, now } = parts
  // What a vendor gave while the store was away, by uid.
  const unsaved = new Map<string, { readonly tokens: Tokens; readonly version: number }>()

  const save = async (owner: TokenOwner, tokens: Tokens, version: number): Promise<KeptTokens> => {
    unsaved.set(owner.uid, { tokens, version })
    const kept = await persist(() => shelf.replace(owner, tokens, version), parts.ask)
    unsaved.delete(owner.uid)
    return kept
  }

  /** Undefined where it is to be looked at anew. */
  const renewAs = async (turn: Turn): Promise<KeptTokens | undefined> => {
    const { owner, grant, wish, claim, release } = turn
    const { tokens, version } = await shelf.read(owner, grant.binding)
    const good = tokens !== undefined && isGood(tokens, now()) ? tokens : undefined
    if (good !== undefined && version !== wish.insteadOf) {
      await release({})
      return { tokens: good, version }
    }
    const usable = wish.isRefused ? undefined : good
    if (usable !== undefined && grant.isSpent && claim.wasAsked) {
      // To ask again may be taken for theft, and end these too. There is time until they end by themselves.
      await release({ wasAsked: true, pause: Math.max(0, endsAt(usable) - now()) })
      return { tokens: usable, version }
    }
    const start = grant.start(tokens)
    if (start === undefined) {
      const reason = neverAuthorized(tokens)
      await release({ refusal: reason })
      await report(reportOf(owner, 'reauthorize', reason))
      const problem = needsPerson(owner, reason)
      if (usable !== undefined) parts.onMissed?.(owner, problem)
      throw problem
    }
    try {
      const ready = unsaved.get(owner.uid)
      const next =
        ready?.version === version && ready.tokens.binding === grant.binding
          ? ready.tokens
          : {
              ...(await askForTokens(start, parts.ask, {
                isSpent: grant.isSpent,
                canWait: usable !== undefined,
              })),
              fence: claim.fence,
              binding: grant.binding,
            }
      const kept = await save(owner, next, version)
      count(owner.connector, 'renewed')
      if (tokens?.scopes?.join() !== next.scopes?.join()) await report(reportOf(owner, 'active', '', next))
      await release({})
      return kept
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      return heed(error, turn, version, usable)
    }
  }

  const heed = async (
    refused: TokenRefused,
    { owner, grant, release }: Turn,
    version: number,
    usable: Tokens | undefined,
  ): Promise<KeptTokens | undefined> => {
    const { failure, message, isUnknown, retryAfter = 0 } = refused
    count(owner.connector, failure)
    log.warn({ connector: owner.connector, connection: owner.id, failure, reason: message }, 'no new token')
    // Somebody whose lease had ended may have got through before.
    const there = await shelf.read(owner, grant.binding)
    if (there.version !== version) {
      await release({})
      return undefined
    }
    const problem = refusalProblem(owner, refused)
    if (usable !== undefined) parts.onMissed?.(owner, problem)
    if (failure === 'revoked') {
      await release({ refusal: message })
      await report(reportOf(owner, 'reauthorize', message))
    } else {
      const pause = Math.max(pauses[failure], retryAfter * 1_000)
      await release({ wasAsked: isUnknown, refusal: message, pause })
      if (usable !== undefined) return { tokens: usable, version }
    }
    throw problem
  }

  return async (owner, wish) => {
    const grant = await owner.grant()
    const place = { tenant: owner.tenant, connection: owner.uid }
    const holder = randomUUID()
    const givesUpAt = performance.now() + parts.patience
    for (;;) {
      const { tokens, version } = await shelf.read(owner, grant.binding)
      const isGoodNow = tokens !== undefined && isGood(tokens, now())
      if (isGoodNow && version !== wish.insteadOf) return { tokens, version }
      const claim = await leases.claim(place, holder, `${version} ${grant.binding}`, wish.isRefused)
      if (claim.kind === 'refused') throw needsPerson(owner, claim.reason)
      if (claim.kind === 'paused') {
        if (isGoodNow && !wish.isRefused) return { tokens, version }
        throw pausedProblem(claim.reason, claim.wait)
      }
      if (claim.kind === 'busy') {
        if (performance.now() > givesUpAt) {
          throw new Problem('vendor_timeout', { detail: 'The vendor gave no token in time.' })
        }
        await news.wait(owner.uid, pollEvery)
        continue
      }
      let isReleased = false
      const release = async (how: Release): Promise<void> => {
        isReleased = true
        await leases.release(place, holder, how)
      }
      const stop = keepAlive(() => leases.renew(place, holder), parts.ask.renewEvery, log)
      try {
        const kept = await renewAs({ owner, grant, wish, claim, release })
        if (kept !== undefined) return kept
      } finally {
        stop()
        // What went wrong was the store, most likely; then the lease ends by itself.
        if (!isReleased) release({ wasAsked: true }).catch(() => undefined)
        news.tell(owner.uid)
      }
    }
  }
}

/** The time during which one instance alone may ask. */
interface Turn {
  readonly owner: TokenOwner
  readonly grant: TokenGrant
  readonly wish: RenewalWish
  readonly claim: Extract<Claim, { kind: 'held' }>
  readonly release: (how: Release) => Promise<void>
}

const reportOf = (
  { tenant, uid }: TokenOwner,
  state: TokenReport['state'],
  reason: string,
  tokens?: Tokens,
): TokenReport => ({ tenant, uid, state, reason, scopes: tokens?.scopes })

const neverAuthorized = (tokens: Tokens | undefined): string =>
  tokens === undefined
    ? 'Nobody has authorized the connection yet.'
    : 'The token of the connection has ended, and the vendor gave nothing to renew it with.'

/** Says every so many milliseconds that it is still at it. */
function keepAlive(renew: () => Promise<boolean>, every: number, log: Logger): () => void {
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ err: error }, 'a lease could not be renewed'))
  }, every)
  return () => clearInterval(timer)
}

/** What a vendor gave and nobody kept is lost, so a store that is away is waited for. */
async function persist<T>(write: () => Promise<T>, { sleep, patience }: AskOptions): Promise<T> {
  const givesUpAt = performance.now() + patience
  for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
    try {
      return await write()
    } catch (error) {
      const isGone = Problem.is(error) && error.code === 'connection_missing'
      if (isGone || performance.now() > givesUpAt) throw error
      await sleep(wait)
    }
  }
}
