export { apiKey, type ApiKeyAuthentication, type Authentication } from './authentication.ts'
export {
  oauth2,
  type ClientAuthentication,
  type OAuth2Authentication,
  type OAuth2Definition,
} from './authentication-oauth2.ts'
export {
  serviceAccount,
  type ServiceAccountAuthentication,
  type ServiceAccountDefinition,
} from './authentication-service-account.ts'
export type { TokenFacts, TokenFailure, TokenPlacement, VendorEndpoint } from './authentication-token.ts'
export { Bytes, parseJson } from './bytes.ts'
export { defineConnector, type Connector, type ConnectorDefinition, type GrantedScopes } from './connector.ts'
export type {
  AudioContent,
  BinaryDocument,
  Content,
  EmbeddedResource,
  ImageContent,
  ResourceLink,
  TextContent,
  TextDocument,
} from './content.ts'
export type { CallContext, Log, Progress, Report, Warning } from './context.ts'
export { milliseconds, type Duration } from './duration.ts'
export { effects, isRepeatable, type Effect } from './effect.ts'
export type {
  Http,
  HttpMethod,
  HttpRequest,
  MultipartPart,
  QueryValue,
  SentRequest,
  VendorAnswer,
} from './http.ts'
export type {
  BucketLimit,
  ConcurrencyLimit,
  Limit,
  LimitKey,
  LimitLevel,
  LimitObservation,
  WindowLimit,
} from './limit.ts'
export type { Objectives, ObjectiveTarget } from './objectives.ts'
export {
  defineOperation,
  type CacheRule,
  type Example,
  type Operation,
  type Stability,
  type TaskUse,
} from './operation.ts'
export {
  Problem,
  type FieldError,
  type ProblemDetails,
  type SerializedProblem,
  type UpstreamFacts,
} from './problem.ts'
export { isProblemCode, problemKinds, type ProblemCode, type ProblemKind } from './problem-table.ts'
export {
  definePrompt,
  type Completion,
  type Completions,
  type Prompt,
  type PromptContext,
  type PromptMessage,
} from './prompt.ts'
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
} from './question.ts'
export type { Resource, Resources } from './resource.ts'
export {
  Secret,
  secretAnnotation,
  secretFields,
  Type,
  type Static,
  type TObject,
  type TSchema,
} from './schema.ts'
export {
  defineStream,
  encodeItems,
  type EncodedItems,
  type JsonItem,
  type StreamItem,
  type StreamOperation,
  type StreamPart,
} from './stream.ts'
export { defineTransform, type Transform, type TransformOptions } from './transform.ts'
export {
  defineVendor,
  type ConfigOf,
  type LimitOf,
  type Origin,
  type OriginOf,
  type Vendor,
} from './vendor.ts'
export { contractVersion } from './version.ts'
