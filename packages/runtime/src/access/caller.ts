import { Problem } from '@patchbay/contract'
import type { Face } from './oauth-resource/protected-resource.ts'
import type { Principal } from './principal.ts'

/** Whom an Authorization header or a session stands for, as long as nothing about it changes. */
export interface Caller {
  readonly principal: Principal
  /** Why it may do nothing now, although it is known. */
  readonly refusal?: (() => Problem) | undefined
  /** Faces that its token is for; undefined for all. */
  readonly faces?: ReadonlySet<Face> | undefined
  /** Milliseconds since 1970; from then on the header stands for nobody. */
  readonly validUntil: number
  /** Id of the session that its browser came with; undefined for an Authorization header. */
  readonly session?: string | undefined
  /** Told of each use. */
  readonly use?: ((time: number) => void) | undefined
}

/** Tells callers by one kind of token. */
export interface Identifier {
  /** Whether a token has the form of this kind. */
  owns(token: string): boolean
  /** Rejects with `unauthenticated`, or with `state_unavailable` where it cannot be told. */
  identify(token: string): Promise<Caller>
}

/** The request's credentials are no good. The reason is for the log alone where it could help to guess. */
export const unauthenticated = (detail: string, reason?: string): Problem =>
  new Problem('unauthenticated', { detail, ...(reason !== undefined && { cause: new Error(reason) }) })

/** One set of words for all that can be wrong with credentials: which of it is nothing that a forger need know. */
export const notValid = (reason?: string): Problem =>
  unauthenticated('The key or token in the Authorization header is not valid.', reason)

export const tenantSuspended = (tenant: string): Problem =>
  new Problem('forbidden', {
    detail: `The tenant ${tenant} is suspended.`,
    advice: 'Ask the operator of this installation why, and to make it active again.',
  })
