import { Type, type TObject } from '@sinclair/typebox'
import type { TokenFacts } from './authentication-token.ts'
import { Secret } from './schema.ts'

/** What an author states of access by service accounts. */
export interface ServiceAccountDefinition<OriginId extends string = string> extends TokenFacts<OriginId> {
  /** For whom the assertion is meant. Default: the address of the token endpoint. */
  readonly audience?: string
  /** Default: `RS256`. */
  readonly algorithm?: 'RS256' | 'ES256'
}

/**
 * Access by an account that belongs to no person: an assertion signed with its key is traded for access tokens
 * (RFC 7523), all of it in the runtime.
 */
export interface ServiceAccountAuthentication<
  OriginId extends string = string,
> extends ServiceAccountDefinition<OriginId> {
  readonly kind: 'service-account'
  /**
   * What an operator enters: `keyFile`, the key as the vendor gives it (JSON with `client_email`, `private_key` and
   * `private_key_id`), `subject`, the person for whom the account acts, if there is one, and `scopes`, if it is not all.
   */
  readonly credentials: TObject
}

/** Defines access by service accounts, from facts. */
export function serviceAccount<const O extends string>(
  definition: ServiceAccountDefinition<O>,
): ServiceAccountAuthentication<O> {
  return {
    kind: 'service-account',
    credentials: Type.Object({
      keyFile: Secret({ title: 'Key file', description: 'The whole content of the JSON file.' }),
      scopes: Type.Optional(
        Type.String({
          title: 'Scopes',
          description:
            'What to ask for, with spaces between. Default: all that operations can need. Name fewer where a subject is named and the account was granted fewer for the domain.',
          minLength: 1,
        }),
      ),
      subject: Type.Optional(
        Type.String({
          title: 'Subject',
          description: 'E-mail address of the person for whom the account acts.',
          minLength: 1,
        }),
      ),
    }),
    ...definition,
  }
}
