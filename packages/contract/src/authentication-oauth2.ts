import { Type, type TObject } from '@sinclair/typebox'
import type { TokenFacts, VendorEndpoint } from './authentication-token.ts'
import { Secret } from './schema.ts'

/** How the client says who it is at the token endpoint; `none` for a public client, which has no secret. */
export type ClientAuthentication = 'basic' | 'post' | 'none'

interface OAuth2Facts<OriginId extends string> extends TokenFacts<OriginId> {
  /** What stands between scopes in a request. Default: a space. */
  readonly scopeSeparator?: ' ' | ','
  /** Default: `post`, the secret as a field of the form. */
  readonly clientAuthentication?: ClientAuthentication
  /** What each request to the token endpoint says beside the standard. */
  readonly tokenParameters?: Readonly<Record<string, string>>
}

interface RefreshFacts<OriginId extends string> {
  /**
   * What becomes of a refresh token that was used: it stays; another one takes its place, and using it again is taken
   * for theft; or another one does, and the old one works until the new one is used.
   */
  readonly refreshTokens: 'steady' | 'rotating' | 'rotating-with-grace'
  /** Where a refresh token is ended (RFC 7009). Default: the vendor has no such place. */
  readonly revocation?: VendorEndpoint<OriginId>
}

/** A person agrees at the vendor, who sends the browser back with a code. */
interface AuthorizationCodeFacts<OriginId extends string>
  extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
  readonly grant: 'authorization-code'
  readonly authorize: VendorEndpoint<OriginId>
  /** Proof that who redeems the code is who asked for it (RFC 7636). `none` only where the vendor has no such thing. */
  readonly pkce: 'S256' | 'none'
  /** What the address that the person is sent to says beside the standard. */
  readonly authorizeParameters?: Readonly<Record<string, string>>
  /**
   * How the vendor names itself when it sends the browser back, so that the code is redeemed nowhere else (RFC 9207):
   * then the parameter must be there and right. Default: `iss` may be missing; where it is there, it must be the origin
   * of `authorize`.
   */
  readonly issuer?: VendorEndpoint<OriginId> & {
    /** Default: `iss`. */
    readonly parameter?: string
    /** Whether the vendor does not name itself to all clients: then it must be right where it is there. Default: no. */
    readonly isOptional?: boolean
  }
  /**
   * The parameter in which the vendor signs the others of the callback: hex HMAC-SHA256 by the client's secret, over
   * their sorted query. Default: it does not.
   */
  readonly callbackSignature?: {
    readonly parameter: string
    /** Parameters that are not signed. */
    readonly except?: readonly string[]
  }
}

/** The client asks in its own name. */
interface ClientCredentialsFacts<OriginId extends string> extends OAuth2Facts<OriginId> {
  readonly grant: 'client-credentials'
}

/** A refresh token that was obtained elsewhere is entered with the credentials. */
interface RefreshTokenFacts<OriginId extends string> extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
  readonly grant: 'refresh-token'
}

/**
 * A token that another place gave for the account is traded for tokens of the connection's own (RFC 8693), once: from
 * then on they are renewed. Where the vendor gives no refresh token, the connection ends with its access token.
 */
interface TokenExchangeFacts<OriginId extends string> extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
  readonly grant: 'token-exchange'
  /** What the token is that is traded, as a URI, such as `urn:ietf:params:oauth:token-type:id_token`. */
  readonly subjectTokenType: string
  /** What is wanted for it, as a URI. Default: the vendor decides. */
  readonly requestedTokenType?: string
}

/** What an author states of one way to get tokens by OAuth 2. */
export type OAuth2Definition<OriginId extends string = string> =
  | AuthorizationCodeFacts<OriginId>
  | ClientCredentialsFacts<OriginId>
  | RefreshTokenFacts<OriginId>
  | TokenExchangeFacts<OriginId>

/**
 * Access by OAuth 2 (RFC 6749), all of it in the runtime: the connector sees neither the client's secret nor a token.
 * A vendor with several grants has one of these for each.
 */
export type OAuth2Authentication<OriginId extends string = string> = OAuth2Definition<OriginId> & {
  readonly kind: 'oauth2'
  /**
   * What an operator enters: `clientId`, `clientSecret`, for the grant `refresh-token` a `refreshToken`, and for
   * `token-exchange` a `subjectToken`.
   */
  readonly credentials: TObject
}

/** Defines access by OAuth 2, from facts. */
export function oauth2<const O extends string>(definition: OAuth2Definition<O>): OAuth2Authentication<O> {
  return {
    kind: 'oauth2',
    credentials: Type.Object({
      clientId: Type.String({ title: 'Client id', minLength: 1 }),
      ...(definition.clientAuthentication === 'none'
        ? {}
        : { clientSecret: Secret({ title: 'Client secret' }) }),
      ...(definition.grant === 'refresh-token' ? { refreshToken: Secret({ title: 'Refresh token' }) } : {}),
      ...(definition.grant === 'token-exchange' ? { subjectToken: Secret({ title: 'Subject token' }) } : {}),
    }),
    ...definition,
  }
}
