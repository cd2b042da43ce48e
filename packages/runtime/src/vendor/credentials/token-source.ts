import { Problem, type TokenPlacement } from '@patchbay/contract'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { Credentialed } from '../authenticate-request.ts'
import type { CredentialSource } from '../credential-source.ts'
import { endsAt, renewsAt } from './token-life.ts'
import type { KeptTokens, TokenOwner } from './token-owner.ts'
import type { Renew, RenewalWish } from './token-renewal.ts'
import type { Tokens } from './tokens.ts'

export interface TokenSourceParts {
  readonly renew: Renew
  /** Hides tokens from all that leaves the process, until a while after what it returns is called. */
  readonly hide: (tokens: Tokens) => () => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface TokenSource extends CredentialSource {
  refused(used: Credentialed): Promise<boolean>
  end(): void
  /** Others may have come in the place of the tokens it knows. */
  look(): void
}

interface Known {
  readonly credentialed: Credentialed
  readonly version: number
  readonly obtainedAt: number
  readonly renewsAt: number
  readonly endsAt: number
  /** Whether the vendor takes them no more. */
  isRefused: boolean
}

// A token that is refused right after it was got will not be better for being got again; and vendors count.
const youngFor = 60_000

/** Milliseconds for which a failure stands for the calls after it. */
const failureFor = { person: 5_000, other: 1_000 } as const

/**
 * The tokens of one connection, as its calls want them: without waiting while they are good, renewed ahead of their end
 * while calls go on with the old ones, and asked for once however many calls wait.
 */
export function createTokenSource(
  owner: TokenOwner,
  placement: TokenPlacement | undefined,
  { renew, hide, now }: TokenSourceParts,
): TokenSource {
  let known: Known | undefined
  let flight: Promise<Known> | undefined
  let failure: { readonly error: unknown; readonly until: number } | undefined
  let quietUntil = 0
  let isEnded = false
  let release = (): void => undefined

  const adopt = (kept: KeptTokens): Known => {
    failure = undefined
    if (known?.version === kept.version) return known
    release()
    release = hide(kept.tokens)
    if (isEnded) release() // for the calls that still wait for them
    known = {
      credentialed: credentialedBy(kept, placement),
      version: kept.version,
      obtainedAt: kept.tokens.obtainedAt,
      renewsAt: renewsAt(kept.tokens),
      endsAt: endsAt(kept.tokens),
      isRefused: false,
    }
    return known
  }

  const fly = (wish: RenewalWish): Promise<Known> => {
    flight ??= renew(owner, wish)
      .then(adopt)
      .finally(() => (flight = undefined))
    return flight
  }

  const renewAhead = (tokens: Known): void => {
    if (flight !== undefined || now() < quietUntil) return
    quietUntil = now() + Math.min(30_000, (tokens.endsAt - tokens.renewsAt) / 4)
    fly({ insteadOf: tokens.version, isRefused: false }).catch(() => undefined) // which is logged where it happens
  }

  return {
    current(): MaybePromise<Credentialed> {
      const time = now()
      if (known !== undefined && !known.isRefused && time < known.endsAt) {
        if (time >= known.renewsAt) renewAhead(known)
        return known.credentialed
      }
      if (failure !== undefined && time < failure.until) throw failure.error
      const wish = { insteadOf: known?.version, isRefused: known?.isRefused ?? false }
      // What is under way may have been begun when the old ones were still good, and settle for them.
      const isStill = ({ endsAt, isRefused }: Known): boolean => now() < endsAt && !isRefused
      const next = flight === undefined ? fly(wish) : flight.then((got) => (isStill(got) ? got : fly(wish)))
      return next.then(
        ({ credentialed }) => credentialed,
        (error: unknown) => {
          const isForPerson = Problem.is(error) && error.code === 'connection_unauthorized'
          failure = { error, until: now() + (isForPerson ? failureFor.person : failureFor.other) }
          throw error
        },
      )
    },

    async refused(used) {
      try {
        if (flight !== undefined) await flight
        if (known === undefined || known.credentialed !== used) return true
        if (now() - known.obtainedAt < youngFor) return false
        known.isRefused = true
        const next = await fly({ insteadOf: known.version, isRefused: true })
        return next.credentialed !== used
      } catch {
        return false // and the next call is told why
      }
    },

    end() {
      isEnded = true
      release()
    },

    look() {
      failure = undefined
      if (known === undefined || flight !== undefined) return
      const { version } = known
      const isRefused = known.isRefused
      // What is there and good will do; nobody is asked for the sake of a message.
      if (isRefused || now() >= known.endsAt) return
      renew(owner, { insteadOf: undefined, isRefused: false }).then(
        (kept) => {
          if (known?.version === version) adopt(kept)
        },
        () => undefined,
      )
    },
  }
}

function credentialedBy({ tokens }: KeptTokens, placement: TokenPlacement | undefined): Credentialed {
  const { header = 'authorization', prefix = 'Bearer ' } = placement ?? {}
  return Object.freeze({ headers: { [header.toLowerCase()]: prefix + tokens.accessToken }, query: {} })
}
