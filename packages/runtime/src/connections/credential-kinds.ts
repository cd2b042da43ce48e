import { Problem, type Authentication, type FieldError } from '@patchbay/contract'
import type { ConnectionState } from './connection.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { CredentialSource } from '../vendor/credential-source.ts'

/** What somebody has entered as the credentials of a connection, by field. Secret. */
export type EnteredCredentials = Readonly<Record<string, string>>

/** A connection as its credentials see it. */
export interface CredentialOwner<A extends Authentication = Authentication> {
  readonly tenant: string
  readonly uid: string
  readonly id: string
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
  readonly authentication: A
  readonly origins: Readonly<Record<string, string>>
  /** Opens what was entered; from the vault, unless it stands in the configuration. */
  readonly entered: () => MaybePromise<EnteredCredentials>
}

/** How the credentials of one kind of authentication are judged. */
export interface CredentialRules<A extends Authentication = Authentication> {
  /** What is wrong with them beside their schema. Paths start below `/credentials`. */
  judge(authentication: A, credentials: EnteredCredentials): readonly FieldError[]
  /** In what state a connection begins, where that is not `active`: somebody may have to agree at the vendor first. */
  initial?(authentication: A): { readonly state: ConnectionState; readonly reason: string } | undefined
  /** What to do when the credentials of the connection of this id do not work any more. */
  renewal(authentication: A, id: string): string
}

/** How they are used and given back, beside that. */
export interface CredentialKind<A extends Authentication = Authentication> extends CredentialRules<A> {
  /** Opens nothing yet: that is left to the first call. */
  open(owner: CredentialOwner<A>): CredentialSource
  /**
   * Where the vendor takes credentials back: reads what that takes, before it is deleted here, and gives what does it.
   * That one rejects with a `Problem` where the vendor refuses or does not answer.
   */
  prepareRevocation?(owner: CredentialOwner<A>): Promise<(() => Promise<void>) | undefined>
}

/** By kinds of authentication that the contract knows. */
export type RulesByKind = {
  readonly [K in Authentication['kind']]?: CredentialRules<Extract<Authentication, { kind: K }>>
}
export type CredentialKinds = {
  readonly [K in Authentication['kind']]?: CredentialKind<Extract<Authentication, { kind: K }>>
}

export function kindOf(kinds: CredentialKinds, { kind }: Authentication): CredentialKind {
  const known: CredentialKind | undefined = kinds[kind]
  return known ?? unknownKind(kind)
}

export function rulesOf(kinds: RulesByKind, { kind }: Authentication): CredentialRules {
  const known: CredentialRules | undefined = kinds[kind]
  return known ?? unknownKind(kind)
}

function unknownKind(kind: string): never {
  throw new Problem('internal', { detail: `Credentials of the kind ${kind} cannot be used here.` })
}
