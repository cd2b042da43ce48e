import type { StandingOf } from '../../access/standing.ts'
import type { CredentialOwner, EnteredCredentials } from '../credential-kinds.ts'
import { AuthorizationRefused, deletedMeanwhile, type RefusalReason } from './authorization-refused.ts'
import type { BegunAuthorization } from './authorization-rows.ts'
import { accountOf, authenticationByPerson, type PersonAuthentication } from './begin-authorization.ts'

export interface JudgeBegunParts {
  /** Undefined where it is no more. */
  readonly findOwner: (tenant: string, uid: string) => Promise<CredentialOwner | undefined>
  /** What whoever began it may do by now. */
  readonly standingOf: StandingOf
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An authorization that may go on. */
export interface OpenAuthorization {
  readonly owner: CredentialOwner
  readonly authentication: PersonAuthentication
  readonly entered: EnteredCredentials
}

/** Makes refusals that lead the person back. */
export const refusalOf =
  ({ return_url: returnUrl }: BegunAuthorization) =>
  (reason: RefusalReason, message: string): AuthorizationRefused =>
    new AuthorizationRefused(reason, message, returnUrl ?? undefined)

/** Nobody knows of it, or not any more. */
export const unknownState = (): AuthorizationRefused =>
  new AuthorizationRefused(
    'unknown-state',
    'This authorization is not known. It may have been finished before, or have ended.',
  )

/**
 * Whether an authorization may go on: in time, for whoever began it, and for the account that it was begun for. Rejects
 * with `AuthorizationRefused`.
 */
export async function judgeBegun(
  begun: BegunAuthorization,
  { findOwner, standingOf, now }: JudgeBegunParts,
): Promise<OpenAuthorization> {
  const refuse = refusalOf(begun)
  if (begun.expires_at.getTime() <= now()) {
    throw refuse('expired', 'The time for this authorization is over. Begin it anew.')
  }
  const { tenant, principal, connection } = begun
  if ((await standingOf(tenant, principal, 'connections.write')) !== 'permitted') {
    throw refuse(
      'not-permitted',
      'Whoever began this authorization may not connect accounts any more. Ask an administrator of Patchbay to begin it anew.',
    )
  }
  const owner = await findOwner(tenant, connection)
  if (owner === undefined) throw deletedMeanwhile(begun.return_url ?? undefined)
  const authentication = authenticationByPerson(owner)
  const entered = await owner.entered()
  if (accountOf(authentication, owner, entered) !== begun.account) {
    throw refuse('connection-changed', 'The connection was changed meanwhile. Begin the authorization anew.')
  }
  return { owner, authentication, entered }
}
