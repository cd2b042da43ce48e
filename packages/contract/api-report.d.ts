// What authors of connectors can import, as TypeScript declares it, without comments. A change to this file is a
// change to the contract. `npm run api-report -w @patchbay/contract` writes it; do not edit it by hand.

declare module '@patchbay/contract' {
  export { apiKey, type ApiKeyAuthentication, type Authentication } from '#authentication'
  export {
    oauth2,
    type ClientAuthentication,
    type OAuth2Authentication,
    type OAuth2Definition,
  } from '#authentication-oauth2'
  export {
    serviceAccount,
    type ServiceAccountAuthentication,
    type ServiceAccountDefinition,
  } from '#authentication-service-account'
  export type { TokenFacts, TokenFailure, TokenPlacement, VendorEndpoint } from '#authentication-token'
  export { Bytes, parseJson } from '#bytes'
  export { defineConnector, type Connector, type ConnectorDefinition, type GrantedScopes } from '#connector'
  export type {
    AudioContent,
    BinaryDocument,
    Content,
    EmbeddedResource,
    ImageContent,
    ResourceLink,
    TextContent,
    TextDocument,
  } from '#content'
  export type { CallContext, Log, Progress, Report, Warning } from '#context'
  export { milliseconds, type Duration } from '#duration'
  export { effects, isRepeatable, type Effect } from '#effect'
  export type {
    Http,
    HttpMethod,
    HttpRequest,
    MultipartPart,
    QueryValue,
    SentRequest,
    VendorAnswer,
  } from '#http'
  export type {
    BucketLimit,
    ConcurrencyLimit,
    Limit,
    LimitKey,
    LimitLevel,
    LimitObservation,
    WindowLimit,
  } from '#limit'
  export type { Objectives, ObjectiveTarget } from '#objectives'
  export {
    defineOperation,
    type CacheRule,
    type Example,
    type Operation,
    type Stability,
    type TaskUse,
  } from '#operation'
  export {
    Problem,
    type FieldError,
    type ProblemDetails,
    type SerializedProblem,
    type UpstreamFacts,
  } from '#problem'
  export { isProblemCode, problemKinds, type ProblemCode, type ProblemKind } from '#problem-table'
  export {
    definePrompt,
    type Completion,
    type Completions,
    type Prompt,
    type PromptContext,
    type PromptMessage,
  } from '#prompt'
  export {
    question,
    type AnswersTo,
    type AnswerTo,
    type Asking,
    type CompletionAnswer,
    type CompletionMessage,
    type CompletionQuestion,
    type FormAnswer,
    type FormQuestion,
    type Question,
    type QuestionKind,
    type Questions,
    type RootsAnswer,
    type RootsQuestion,
    type UrlAnswer,
    type UrlQuestion,
  } from '#question'
  export type { Resource, Resources } from '#resource'
  export {
    Secret,
    secretAnnotation,
    secretFields,
    Type,
    type Static,
    type TObject,
    type TSchema,
  } from '#schema'
  export {
    defineStream,
    encodeItems,
    type EncodedItems,
    type JsonItem,
    type StreamItem,
    type StreamOperation,
    type StreamPart,
  } from '#stream'
  export { defineTransform, type Transform, type TransformOptions } from '#transform'
  export { defineVendor, type ConfigOf, type LimitOf, type Origin, type OriginOf, type Vendor } from '#vendor'
  export { contractVersion } from '#version'
}

declare module '@patchbay/contract/emulator' {
  export interface EmulatorRequest {
    readonly method: string
    readonly path: string
    readonly query: URLSearchParams
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly bytes?: Uint8Array
  }
  export interface EmulatorAnswer {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
  }
  export type VendorFailure =
    | 'unauthorized'
    | 'forbidden'
    | 'notFound'
    | 'conflict'
    | 'rejected'
    | 'rateLimited'
    | 'unavailable'
  export interface EmulatorTools {
    readonly now: () => number
  }
  export interface Emulator<State = unknown> {
    readonly title: string
    readonly connection: {
      readonly config: Readonly<Record<string, unknown>>
      readonly auth: string
      readonly credentials: Readonly<Record<string, string>>
    }
    seed(tools: EmulatorTools): State
    answer(
      request: EmulatorRequest,
      state: State,
      tools: EmulatorTools,
    ): EmulatorAnswer | Promise<EmulatorAnswer>
    readonly failures: {
      readonly [F in VendorFailure]?: EmulatorAnswer
    }
  }
  export function defineEmulator<State>(emulator: Emulator<State>): Emulator<State>
}

declare module '#authentication' {
  import type { TObject } from '@sinclair/typebox'
  import type { OAuth2Authentication } from '#authentication-oauth2'
  import type { ServiceAccountAuthentication } from '#authentication-service-account'
  export interface ApiKeyAuthentication {
    readonly kind: 'api-key'
    readonly title: string
    readonly help: string
    readonly credentials: TObject
    readonly field: string
    readonly in: 'header' | 'query'
    readonly name: string
    readonly prefix?: string
    readonly impliedScopes?: Readonly<Record<string, readonly string[]>>
  }
  export type Authentication<OriginId extends string = string> =
    | ApiKeyAuthentication
    | OAuth2Authentication<OriginId>
    | ServiceAccountAuthentication<OriginId>
  export function apiKey<C extends TObject>(
    definition: Omit<ApiKeyAuthentication, 'kind' | 'credentials' | 'field'> & {
      readonly credentials: C
      readonly field: keyof C['properties'] & string
    },
  ): ApiKeyAuthentication
}

declare module '#authentication-oauth2' {
  import { type TObject } from '@sinclair/typebox'
  import type { TokenFacts, VendorEndpoint } from '#authentication-token'
  export type ClientAuthentication = 'basic' | 'post' | 'none'
  interface OAuth2Facts<OriginId extends string> extends TokenFacts<OriginId> {
    readonly scopeSeparator?: ' ' | ','
    readonly clientAuthentication?: ClientAuthentication
    readonly tokenParameters?: Readonly<Record<string, string>>
  }
  interface RefreshFacts<OriginId extends string> {
    readonly refreshTokens: 'steady' | 'rotating' | 'rotating-with-grace'
    readonly revocation?: VendorEndpoint<OriginId>
  }
  interface AuthorizationCodeFacts<OriginId extends string>
    extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
    readonly grant: 'authorization-code'
    readonly authorize: VendorEndpoint<OriginId>
    readonly pkce: 'S256' | 'none'
    readonly authorizeParameters?: Readonly<Record<string, string>>
    readonly issuer?: VendorEndpoint<OriginId> & {
      readonly parameter?: string
      readonly isOptional?: boolean
    }
    readonly callbackSignature?: {
      readonly parameter: string
      readonly except?: readonly string[]
    }
  }
  interface ClientCredentialsFacts<OriginId extends string> extends OAuth2Facts<OriginId> {
    readonly grant: 'client-credentials'
  }
  interface RefreshTokenFacts<OriginId extends string> extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
    readonly grant: 'refresh-token'
  }
  interface TokenExchangeFacts<OriginId extends string>
    extends OAuth2Facts<OriginId>, RefreshFacts<OriginId> {
    readonly grant: 'token-exchange'
    readonly subjectTokenType: string
    readonly requestedTokenType?: string
  }
  export type OAuth2Definition<OriginId extends string = string> =
    | AuthorizationCodeFacts<OriginId>
    | ClientCredentialsFacts<OriginId>
    | RefreshTokenFacts<OriginId>
    | TokenExchangeFacts<OriginId>
  export type OAuth2Authentication<OriginId extends string = string> = OAuth2Definition<OriginId> & {
    readonly kind: 'oauth2'
    readonly credentials: TObject
  }
  export function oauth2<const O extends string>(definition: OAuth2Definition<O>): OAuth2Authentication<O>
  export {}
}

declare module '#authentication-service-account' {
  import { type TObject } from '@sinclair/typebox'
  import type { TokenFacts } from '#authentication-token'
  export interface ServiceAccountDefinition<OriginId extends string = string> extends TokenFacts<OriginId> {
    readonly audience?: string
    readonly algorithm?: 'RS256' | 'ES256'
  }
  export interface ServiceAccountAuthentication<
    OriginId extends string = string,
  > extends ServiceAccountDefinition<OriginId> {
    readonly kind: 'service-account'
    readonly credentials: TObject
  }
  export function serviceAccount<const O extends string>(
    definition: ServiceAccountDefinition<O>,
  ): ServiceAccountAuthentication<O>
}

declare module '#authentication-token' {
  import type { Duration } from '#duration'
  export interface VendorEndpoint<OriginId extends string = string> {
    readonly origin: OriginId
    readonly path: string
  }
  export interface TokenPlacement {
    readonly header?: string
    readonly prefix?: string
  }
  export type TokenFailure = 'revoked' | 'misconfigured' | 'unavailable' | 'throttled'
  export interface TokenFacts<OriginId extends string = string> {
    readonly title: string
    readonly help: string
    readonly token: VendorEndpoint<OriginId>
    readonly scopes: readonly string[]
    readonly impliedScopes?: Readonly<Record<string, readonly string[]>>
    readonly placement?: TokenPlacement
    readonly lifetime?: Duration
    readonly errors?: Readonly<Record<string, TokenFailure>>
    readonly throttledFor?: Duration
  }
}

declare module '#bytes' {
  import { type TUint8Array } from '@sinclair/typebox'
  export const Bytes: TUint8Array
  export function parseJson(bytes: Uint8Array): unknown
}

declare module '#connector' {
  import type { TObject, TSchema } from '@sinclair/typebox'
  import type { Emulator } from '@patchbay/contract/emulator'
  import type { Objectives } from '#objectives'
  import type { Operation, Stability } from '#operation'
  import type { Prompt } from '#prompt'
  import type { Resources } from '#resource'
  import type { StreamOperation } from '#stream'
  import type { Vendor } from '#vendor'
  type OperationsOf<V extends Vendor> = Readonly<
    Record<string, Operation<V, TObject, TSchema> | StreamOperation<V, TObject, TSchema>>
  >
  export interface GrantedScopes {
    readonly operation: string
    readonly list: string
    readonly field: string
  }
  export interface ConnectorDefinition<
    V extends Vendor = Vendor,
    Operations extends OperationsOf<V> = OperationsOf<V>,
  > {
    readonly id: string
    readonly title: string
    readonly description: string
    readonly stability: Stability
    readonly vendor: V
    readonly operations: Operations
    readonly check: keyof Operations & string
    readonly grantedScopes?: GrantedScopes
    readonly objectives?: Objectives
    readonly prompts?: Readonly<Record<string, Prompt<TObject>>>
    readonly resources?: Resources
    readonly emulator?: () => Promise<{
      readonly default: Emulator
    }>
  }
  export interface Connector<
    V extends Vendor = Vendor,
    Operations extends OperationsOf<V> = OperationsOf<V>,
  > extends Omit<ConnectorDefinition<V, Operations>, 'check'> {
    readonly contractVersion: string
    readonly check: string
  }
  export function defineConnector<V extends Vendor, Operations extends OperationsOf<V>>(
    definition: ConnectorDefinition<V, Operations>,
  ): Connector<V, Operations>
  export {}
}

declare module '#content' {
  export type Content = TextContent | ImageContent | AudioContent | EmbeddedResource | ResourceLink
  export interface TextContent {
    readonly type: 'text'
    readonly text: string
  }
  export interface ImageContent {
    readonly type: 'image'
    readonly data: string
    readonly mimeType: string
  }
  export interface AudioContent {
    readonly type: 'audio'
    readonly data: string
    readonly mimeType: string
  }
  export interface EmbeddedResource {
    readonly type: 'resource'
    readonly resource: TextDocument | BinaryDocument
  }
  export interface TextDocument {
    readonly uri: string
    readonly mimeType?: string
    readonly text: string
  }
  export interface BinaryDocument {
    readonly uri: string
    readonly mimeType?: string
    readonly blob: string
  }
  export interface ResourceLink {
    readonly type: 'resource_link'
    readonly uri: string
    readonly name: string
    readonly title?: string
    readonly description?: string
    readonly mimeType?: string
  }
}

declare module '#context' {
  import type { Http, HttpRequest } from '#http'
  import type { LimitLevel } from '#limit'
  import type { Asking } from '#question'
  import type { Transform } from '#transform'
  export interface Warning {
    readonly code: string
    readonly message: string
    readonly path?: string
  }
  export interface Report {
    warning(warning: Warning): void
    next(cursor: string | undefined): void
    partial(): void
  }
  export interface Progress {
    readonly done: number
    readonly total?: number
    readonly message?: string
  }
  export interface Log {
    debug(fields: object, message: string): void
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
  }
  export interface CallContext<Input, Config, OriginId extends string = string> extends Asking {
    readonly input: Input
    readonly config: Config
    readonly http: Http<OriginId>
    readonly report: Report
    readonly log: Log
    readonly progress: (progress: Progress) => void
    readonly signal: AbortSignal
    readonly idempotencyKey?: string | undefined
    readonly unknownFor?: number | undefined
    readonly now: number
    readonly limits: (about?: HttpRequest['about']) => Promise<Readonly<Record<string, LimitLevel>>>
    readonly transform: <I, O>(transform: Transform<I, O>, input: I) => Promise<O>
  }
}

declare module '#duration' {
  export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`
  export function milliseconds(duration: Duration): number
}

declare module '#effect' {
  export type Effect = 'read' | 'idempotent' | 'write' | 'destructive'
  export const effects: readonly Effect[]
  export function isRepeatable(effect: Effect): boolean
}

declare module '#http' {
  import type { Static, TSchema } from '@sinclair/typebox'
  import type { Effect } from '#effect'
  export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  export type QueryValue = string | number | boolean | undefined
  export interface MultipartPart {
    readonly name: string
    readonly value: string | Uint8Array
    readonly filename?: string
    readonly type?: string
  }
  export interface HttpRequest<OriginId extends string = string> {
    readonly method: HttpMethod
    readonly origin?: OriginId
    readonly path: string
    readonly query?: Readonly<Record<string, QueryValue>>
    readonly headers?: Readonly<Record<string, string>>
    readonly json?: unknown
    readonly multipart?: readonly MultipartPart[]
    readonly credentials?: 'omit'
    readonly effect?: Effect
    readonly cost?: Readonly<Record<string, number>>
    readonly about?: Readonly<Record<string, string>>
    readonly bodyAs?: 'bytes'
  }
  export interface SentRequest {
    readonly method: HttpMethod
    readonly origin: string
    readonly path: string
    readonly query: Readonly<Record<string, QueryValue>>
  }
  export interface VendorAnswer<Body = unknown> {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: Body
  }
  type RequestOptions<OriginId extends string, S extends TSchema> = Omit<
    HttpRequest<OriginId>,
    'method' | 'path' | 'bodyAs'
  > & {
    readonly response: S
  }
  export interface Http<OriginId extends string = string> {
    get<S extends TSchema>(
      path: string,
      options: RequestOptions<OriginId, S>,
    ): Promise<VendorAnswer<Static<S>>>
    post<S extends TSchema>(
      path: string,
      options: RequestOptions<OriginId, S>,
    ): Promise<VendorAnswer<Static<S>>>
    request<S extends TSchema>(
      request: Omit<HttpRequest<OriginId>, 'bodyAs'> & {
        readonly response: S
      },
    ): Promise<VendorAnswer<Static<S>>>
  }
  export {}
}

declare module '#limit' {
  import type { Duration } from '#duration'
  export type LimitKey = 'connection' | `config.${string}` | `input.${string}` | `request.${string}`
  interface LimitFacts {
    readonly title: string
    readonly unit: string
    readonly per: readonly LimitKey[]
    readonly source: string
  }
  export interface BucketLimit extends LimitFacts {
    readonly kind: 'bucket'
    readonly capacity: number
    readonly refillPerSecond: number
  }
  export interface WindowLimit extends LimitFacts {
    readonly kind: 'window'
    readonly amount: number
    readonly window: Duration
    readonly timeZone?: string
  }
  export interface ConcurrencyLimit extends LimitFacts {
    readonly kind: 'concurrency'
    readonly amount: number
  }
  export type Limit = BucketLimit | WindowLimit | ConcurrencyLimit
  export interface LimitObservation {
    readonly cost?: number
    readonly left?: number
    readonly capacity?: number
    readonly refillPerSecond?: number
    readonly pausedFor?: number
  }
  export interface LimitLevel {
    readonly left: number
    readonly capacity: number
    readonly fullIn: number
    readonly pausedFor: number
  }
  export {}
}

declare module '#objectives' {
  import type { Duration } from '#duration'
  export interface ObjectiveTarget {
    readonly target: number
  }
  export interface Objectives {
    readonly availability?: ObjectiveTarget
    readonly latency?: ObjectiveTarget & {
      readonly threshold: Duration
    }
    readonly freshness?: ObjectiveTarget
  }
}

declare module '#operation' {
  import type { Static, TObject, TSchema } from '@sinclair/typebox'
  import type { Content } from '#content'
  import type { CallContext } from '#context'
  import type { Duration } from '#duration'
  import type { Effect } from '#effect'
  import type { ConfigOf, LimitOf, OriginOf, Vendor } from '#vendor'
  export type Stability = 'experimental' | 'beta' | 'stable' | 'deprecated'
  export interface Example<Input, Output> {
    readonly title: string
    readonly input: Input
    readonly output: Output
  }
  export interface CacheRule {
    readonly ttl: Duration
    readonly staleWhileRevalidate?: Duration
    readonly staleIfError?: Duration
    readonly tags?: readonly string[]
  }
  export type TaskUse = 'offered' | 'required'
  interface Methods<Input, Config> {
    cost(input: Input, config: Config): number
  }
  export interface Operation<
    V extends Vendor = Vendor,
    I extends TObject = TObject,
    O extends TSchema = TSchema,
  > {
    readonly title: string
    readonly description: string
    readonly effect: Effect
    readonly stability?: Stability
    readonly scopes?: readonly string[]
    readonly input: I
    readonly output: O
    readonly cost?: {
      readonly [L in LimitOf<V>]?: number | Methods<Static<I>, ConfigOf<V>>['cost']
    }
    readonly cache?: CacheRule
    readonly invalidates?: readonly string[]
    readonly recovers?: boolean
    readonly asks?: boolean
    readonly timeout?: Duration
    readonly task?: TaskUse
    readonly examples: readonly [Example<Static<I>, Static<O>>, ...Array<Example<Static<I>, Static<O>>>]
    run(context: CallContext<Static<I>, ConfigOf<V>, OriginOf<V>>): Promise<Static<O>>
    present?(output: Static<O>, input: Static<I>): readonly Content[]
  }
  export function defineOperation<V extends Vendor, I extends TObject, O extends TSchema>(
    _vendor: V,
    operation: Operation<V, I, O>,
  ): Operation<V, I, O>
  export {}
}

declare module '#problem' {
  import type { Questions } from '#question'
  import { type ProblemCode, type ProblemKind } from '#problem-table'
  export interface FieldError {
    readonly path: string
    readonly message: string
  }
  export interface UpstreamFacts {
    readonly status?: number
    readonly code?: string
    readonly requestId?: string
  }
  export interface ProblemDetails {
    readonly detail?: string
    readonly advice?: string
    readonly status?: number
    readonly retryable?: boolean
    readonly retryAfter?: number
    readonly errors?: readonly FieldError[]
    readonly upstream?: UpstreamFacts
    readonly questions?: Questions
    readonly cause?: unknown
  }
  export interface SerializedProblem extends Omit<ProblemDetails, 'cause'> {
    readonly code: ProblemCode
  }
  const marker: unique symbol
  export class Problem extends Error {
    readonly [marker] = true
    readonly code: ProblemCode
    readonly status: number
    readonly retryable: boolean
    readonly advice: string
    readonly retryAfter: number | undefined
    readonly errors: readonly FieldError[] | undefined
    readonly upstream: UpstreamFacts | undefined
    readonly questions: Questions | undefined
    constructor(code: ProblemCode, details?: ProblemDetails)
    get kind(): ProblemKind
    static is(value: unknown): value is Problem
    serialize(): SerializedProblem
    static deserialize({ code, ...details }: SerializedProblem): Problem
  }
  export {}
}

declare module '#problem-table' {
  export interface ProblemKind {
    readonly status: number
    readonly title: string
    readonly retryable: boolean
    readonly advice: string
  }
  export const problemKinds: {
    readonly invalid_request: {
      readonly status: 400
      readonly title: 'Malformed HTTP request'
      readonly retryable: false
      readonly advice: 'Send a well-formed HTTP/1.1 request.'
    }
    readonly invalid_input: {
      readonly status: 400
      readonly title: 'Input does not fit the schema'
      readonly retryable: false
      readonly advice: 'Correct the fields named in `errors`; the schema is in /openapi.json.'
    }
    readonly unauthenticated: {
      readonly status: 401
      readonly title: 'Caller not known'
      readonly retryable: false
      readonly advice: 'Send a valid key as `Authorization: Bearer <key>`.'
    }
    readonly forbidden: {
      readonly status: 403
      readonly title: 'Caller not allowed'
      readonly retryable: false
      readonly advice: 'Use a key that has the permission, or ask an administrator for it.'
    }
    readonly disabled: {
      readonly status: 403
      readonly title: 'Switched off'
      readonly retryable: false
      readonly advice: 'Ask an administrator to switch the feature on.'
    }
    readonly not_found: {
      readonly status: 404
      readonly title: 'No such thing'
      readonly retryable: false
      readonly advice: 'Check the identifier; GET /v1/connectors lists connectors and operations.'
    }
    readonly method_not_allowed: {
      readonly status: 405
      readonly title: 'Method not allowed'
      readonly retryable: false
      readonly advice: 'Use one of the methods in the Allow header.'
    }
    readonly request_timeout: {
      readonly status: 408
      readonly title: 'Request not received in time'
      readonly retryable: true
      readonly advice: 'Send the whole request without pauses.'
    }
    readonly conflict: {
      readonly status: 409
      readonly title: 'Conflict with the present state'
      readonly retryable: false
      readonly advice: 'Read the present state, then decide again.'
    }
    readonly precondition_failed: {
      readonly status: 412
      readonly title: 'Precondition failed'
      readonly retryable: false
      readonly advice: 'Read the present version, then send its ETag.'
    }
    readonly too_large: {
      readonly status: 413
      readonly title: 'Request too large'
      readonly retryable: false
      readonly advice: 'Send less at once.'
    }
    readonly unsupported_media_type: {
      readonly status: 415
      readonly title: 'Media type not supported'
      readonly retryable: false
      readonly advice: 'Send JSON with `Content-Type: application/json`.'
    }
    readonly vendor_rejected: {
      readonly status: 422
      readonly title: 'Vendor refused the input'
      readonly retryable: false
      readonly advice: 'Correct what the vendor names in `detail` and `errors`.'
    }
    readonly idempotency_mismatch: {
      readonly status: 422
      readonly title: 'Idempotency key reused'
      readonly retryable: false
      readonly advice: 'Use a new Idempotency-Key for a different body.'
    }
    readonly input_required: {
      readonly status: 422
      readonly title: 'Questions to be answered first'
      readonly retryable: false
      readonly advice: 'Answer the `questions`, and send the same call again with all answers so far, as base64url of their JSON in the header Patchbay-Answers.'
    }
    readonly connection_missing: {
      readonly status: 424
      readonly title: 'No connection configured'
      readonly retryable: false
      readonly advice: 'Configure a connection for this connector, or name one in the Patchbay-Connection header.'
    }
    readonly connection_unauthorized: {
      readonly status: 424
      readonly title: 'Vendor refuses the credentials of the connection'
      readonly retryable: false
      readonly advice: 'Renew the credentials of the connection named in `connection`.'
    }
    readonly connection_forbidden: {
      readonly status: 424
      readonly title: 'Vendor does not allow this to the connection'
      readonly retryable: false
      readonly advice: 'Grant the account or app of the connection the missing permission at the vendor.'
    }
    readonly egress_forbidden: {
      readonly status: 424
      readonly title: 'Connection leads where it must not'
      readonly retryable: false
      readonly advice: 'Correct the config or the origins of the connection, or have the operator permit that origin.'
    }
    readonly rate_limited: {
      readonly status: 429
      readonly title: 'Too many requests'
      readonly retryable: true
      readonly advice: 'Wait for `retryAfter` seconds, then try again.'
    }
    readonly vendor_rate_limited: {
      readonly status: 429
      readonly title: 'Quota of the vendor is spent'
      readonly retryable: true
      readonly advice: 'Wait for `retryAfter` seconds, then try again; ask for less at once.'
    }
    readonly cancelled: {
      readonly status: 499
      readonly title: 'Caller went away'
      readonly retryable: true
      readonly advice: 'Keep the connection open until the answer has arrived.'
    }
    readonly internal: {
      readonly status: 500
      readonly title: 'Fault in Patchbay'
      readonly retryable: false
      readonly advice: 'Report the `traceId`; the log line with the same id has the cause.'
    }
    readonly secret_unavailable: {
      readonly status: 500
      readonly title: 'Stored secret cannot be opened'
      readonly retryable: false
      readonly advice: 'Tell the operator, whose log names the place; entering the credentials anew replaces it.'
    }
    readonly vendor_error: {
      readonly status: 502
      readonly title: 'Vendor answered badly'
      readonly retryable: true
      readonly advice: 'Try again later; if it stays, look at the status page of the vendor.'
    }
    readonly outcome_unknown: {
      readonly status: 502
      readonly title: 'Outcome of the write is unknown'
      readonly retryable: false
      readonly advice: 'Check at the vendor whether it happened before sending it again.'
    }
    readonly circuit_open: {
      readonly status: 503
      readonly title: 'Vendor is failing; calls are held back'
      readonly retryable: true
      readonly advice: 'Wait for `retryAfter` seconds, then try again.'
    }
    readonly overloaded: {
      readonly status: 503
      readonly title: 'Server is at its capacity'
      readonly retryable: true
      readonly advice: 'Wait for `retryAfter` seconds, then try again.'
    }
    readonly state_unavailable: {
      readonly status: 503
      readonly title: 'Store or shared state is away'
      readonly retryable: true
      readonly advice: 'Wait for `retryAfter` seconds, then send the same again, with the same Idempotency-Key if it had one.'
    }
    readonly unreachable: {
      readonly status: 503
      readonly title: 'No Patchbay at that address'
      readonly retryable: true
      readonly advice: 'Start the server, or name the address at which it answers.'
    }
    readonly connector_unavailable: {
      readonly status: 503
      readonly title: 'Connector is not loaded'
      readonly retryable: false
      readonly advice: 'GET /v1/connectors/{id} says why it is quarantined; repair it and restart.'
    }
    readonly not_cached: {
      readonly status: 504
      readonly title: 'No answer in the cache'
      readonly retryable: false
      readonly advice: 'Send the request without `only-if-cached`, so that the vendor may be asked.'
    }
    readonly vendor_timeout: {
      readonly status: 504
      readonly title: 'Vendor did not answer in time'
      readonly retryable: true
      readonly advice: 'Try again later, or ask for less at once.'
    }
  }
  export type ProblemCode = keyof typeof problemKinds
  export function isProblemCode(value: unknown): value is ProblemCode
}

declare module '#prompt' {
  import type { Static, TObject } from '@sinclair/typebox'
  import type { Content } from '#content'
  import type { Asking } from '#question'
  export type Completion =
    | readonly string[]
    | {
        readonly operation: string
        readonly list: string
        readonly field?: string
      }
  export type Completions<Arguments> = {
    readonly [Name in keyof Arguments & string]?: Completion
  }
  export interface PromptMessage {
    readonly role: 'user' | 'assistant'
    readonly content: Content
  }
  export interface PromptContext extends Asking {
    readonly now: number
  }
  export interface Prompt<A extends TObject = TObject> {
    readonly title: string
    readonly description: string
    readonly arguments?: A
    readonly completions?: Completions<Static<A>>
    messages(
      values: Static<A>,
      context: PromptContext,
    ): readonly PromptMessage[] | Promise<readonly PromptMessage[]>
  }
  export function definePrompt<A extends TObject>(prompt: Prompt<A>): Prompt<A>
}

declare module '#question' {
  import type { Static, TObject } from '@sinclair/typebox'
  import type { AudioContent, ImageContent, TextContent } from '#content'
  export type Question = FormQuestion | UrlQuestion | CompletionQuestion | RootsQuestion
  export type QuestionKind = Question['kind']
  export interface FormQuestion<S extends TObject = TObject> {
    readonly kind: 'form'
    readonly message: string
    readonly schema: S
  }
  export interface UrlQuestion {
    readonly kind: 'url'
    readonly message: string
    readonly url: string
  }
  export interface CompletionMessage {
    readonly role: 'user' | 'assistant'
    readonly content: TextContent | ImageContent | AudioContent
  }
  export interface CompletionQuestion {
    readonly kind: 'completion'
    readonly messages: readonly CompletionMessage[]
    readonly maxTokens: number
    readonly systemPrompt?: string
  }
  export interface RootsQuestion {
    readonly kind: 'roots'
  }
  export type FormAnswer<Values> =
    | {
        readonly action: 'accept'
        readonly content: Values
      }
    | {
        readonly action: 'decline' | 'cancel'
      }
  export interface UrlAnswer {
    readonly action: 'accept' | 'decline' | 'cancel'
  }
  export interface CompletionAnswer {
    readonly role: 'user' | 'assistant'
    readonly content: CompletionMessage['content']
    readonly model: string
    readonly stopReason?: string
  }
  export interface RootsAnswer {
    readonly roots: ReadonlyArray<{
      readonly uri: string
      readonly name?: string
    }>
  }
  export type AnswerTo<Q extends Question> =
    Q extends FormQuestion<infer S>
      ? FormAnswer<Static<S>>
      : Q extends UrlQuestion
        ? UrlAnswer
        : Q extends CompletionQuestion
          ? CompletionAnswer
          : RootsAnswer
  export type Questions = Readonly<Record<string, Question>>
  export type AnswersTo<Q extends Questions> = {
    readonly [Name in keyof Q]: AnswerTo<Q[Name]>
  }
  export interface Asking {
    readonly ask: <Q extends Questions>(questions: Q) => Promise<AnswersTo<Q>>
    readonly canAsk: (kind: QuestionKind) => boolean
  }
  export const question: {
    readonly form: <S extends TObject>({ message, schema }: Omit<FormQuestion<S>, 'kind'>) => FormQuestion<S>
    readonly url: ({ message, url }: Omit<UrlQuestion, 'kind'>) => UrlQuestion
    readonly completion: (asked: Omit<CompletionQuestion, 'kind'>) => CompletionQuestion
    readonly roots: () => RootsQuestion
  }
}

declare module '#resource' {
  import type { Completion } from '#prompt'
  export interface Resource {
    readonly title: string
    readonly description: string
    readonly mimeType?: string
    readonly operation: string
    readonly input?: Readonly<Record<string, unknown>>
    readonly completions?: Readonly<Record<string, Completion>>
  }
  export type Resources = Readonly<Record<string, Resource>>
}

declare module '#schema' {
  import { Type, type StringOptions, type TSchema, type TString } from '@sinclair/typebox'
  export { Type }
  export type { Static, TObject, TSchema } from '@sinclair/typebox'
  export const secretAnnotation = 'x-patchbay-secret'
  export function Secret(options?: StringOptions): TString
  export function secretFields(schema: TSchema): string[]
}

declare module '#stream' {
  import type { Static, TObject, TSchema } from '@sinclair/typebox'
  import type { CallContext } from '#context'
  import type { Example, Operation } from '#operation'
  import type { ConfigOf, OriginOf, Vendor } from '#vendor'
  export interface StreamItem<Item> {
    readonly data: Item
    readonly cursor: string
  }
  export interface JsonItem {
    readonly json: string
    readonly cursor: string
  }
  export interface EncodedItems {
    readonly lines: Uint8Array
    readonly count: number
  }
  export type StreamPart<Item> = ReadonlyArray<StreamItem<Item>> | EncodedItems
  export interface StreamOperation<
    V extends Vendor = Vendor,
    I extends TObject = TObject,
    O extends TSchema = TSchema,
  > extends Pick<
    Operation<V, I, O>,
    'title' | 'description' | 'stability' | 'scopes' | 'cost' | 'timeout' | 'task'
  > {
    readonly effect: 'read'
    readonly input: I
    readonly output: O
    readonly examples: readonly [Example<Static<I>, Static<O>>, ...Array<Example<Static<I>, Static<O>>>]
    stream(context: CallContext<Static<I>, ConfigOf<V>, OriginOf<V>>): AsyncIterable<StreamPart<Static<O>>>
  }
  export function defineStream<V extends Vendor, I extends TObject & StreamInput, O extends TSchema>(
    _vendor: V,
    operation: StreamOperation<V, I, O>,
  ): StreamOperation<V, I, O>
  interface StreamInput {
    readonly properties: {
      readonly cursor: TSchema
    }
  }
  export function encodeItems(items: ReadonlyArray<StreamItem<unknown> | JsonItem>): EncodedItems
  export {}
}

declare module '#transform' {
  const marker: unique symbol
  export interface TransformOptions {
    readonly work?: 'linear' | 'unbounded'
  }
  export interface Transform<Input, Output> extends Required<TransformOptions> {
    readonly [marker]: true
    readonly module: string
    readonly run: (input: Input) => Output
  }
  export function defineTransform<Input, Output>(
    module: string,
    run: (input: Input) => Output,
    { work }?: TransformOptions,
  ): Transform<Input, Output>
  export {}
}

declare module '#vendor' {
  import type { Static, TObject } from '@sinclair/typebox'
  import type { Authentication } from '#authentication'
  import type { SentRequest, VendorAnswer } from '#http'
  import type { Limit, LimitObservation } from '#limit'
  import type { Problem } from '#problem'
  interface Methods<Config> {
    origin(config: Config): string
  }
  export type Origin<Config> = string | Methods<Config>['origin']
  export interface Vendor<
    Config extends TObject = TObject,
    AuthId extends string = string,
    OriginId extends string = string,
    LimitId extends string = string,
  > {
    readonly api: string
    readonly docs: string
    readonly sunset: string | null
    readonly config: Config
    readonly auth: Readonly<Record<AuthId, Authentication<NoInfer<OriginId>>>>
    readonly origins: Readonly<Record<OriginId, Origin<Static<Config>>>>
    readonly limits: Readonly<Record<LimitId, Limit>>
    classify?(answer: VendorAnswer, request: SentRequest): Problem | undefined
    learn?(
      answer: VendorAnswer,
      request: SentRequest,
    ):
      | {
          readonly [L in LimitId]?: LimitObservation
        }
      | undefined
  }
  export function defineVendor<C extends TObject, A extends string, O extends string, L extends string>(
    vendor: Vendor<C, A, O, L>,
  ): Vendor<C, A, O, L>
  export type ConfigOf<V> = V extends Vendor<infer C, string, infer _O, infer _L> ? Static<C> : never
  export type OriginOf<V> = V extends Vendor<infer _C, infer _A, infer O, infer _L> ? O : never
  export type LimitOf<V> = V extends Vendor<infer _C, infer _A, infer _O, infer L> ? L : never
  export {}
}

declare module '#version' {
  export const contractVersion = '1.0.0'
}
