import type { TObject } from '@sinclair/typebox'
import type { OAuth2Authentication } from './authentication-oauth2.ts'
import type { ServiceAccountAuthentication } from './authentication-service-account.ts'

/**
 * A static credential that the runtime adds to every vendor request. The connector never sees its value.
 * `credentials` is the schema of what an operator enters; mark its secrets with `Secret()`.
 */
export interface ApiKeyAuthentication {
  readonly kind: 'api-key'
  readonly title: string
  /** How to obtain the credential, for the person who connects an account. */
  readonly help: string
  readonly credentials: TObject
  /** Which field of `credentials` is sent. */
  readonly field: string
  readonly in: 'header' | 'query'
  /** Name of the header or of the query parameter. */
  readonly name: string
  /** What stands before the value, such as `Bearer `. Default: nothing. */
  readonly prefix?: string
  /** By scope: those that it includes unsaid, where the connector says which scopes were granted. Default: none does. */
  readonly impliedScopes?: Readonly<Record<string, readonly string[]>>
}

/** The ways in which a connection can prove who it is. Other kinds join this union as vendors need them. */
export type Authentication<OriginId extends string = string> =
  | ApiKeyAuthentication
  | OAuth2Authentication<OriginId>
  | ServiceAccountAuthentication<OriginId>

export function apiKey<C extends TObject>(
  definition: Omit<ApiKeyAuthentication, 'kind' | 'credentials' | 'field'> & {
    readonly credentials: C
    readonly field: keyof C['properties'] & string
  },
): ApiKeyAuthentication {
  return { kind: 'api-key', ...definition }
}
