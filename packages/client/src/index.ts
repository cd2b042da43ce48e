export { createAnswerCache, type AnswerCache, type KeptAnswer } from './answer-cache.ts'
export type { CallMeta, Client, RouteRequest } from './client.ts'
export type { CallOptions, ClientOptions, RequestOptions, RetryOptions } from './client-options.ts'
export { createClient } from './create-client.ts'
export type { Connectors } from './generated/connectors.ts'
export type { Routes } from './generated/routes.ts'
export type { Schemas } from './generated/schemas.ts'
export type {
  CallData,
  CallInput,
  RouteBody,
  RouteData,
  RoutePath,
  RouteQuestion,
  StreamData,
} from './named-types.ts'
export type { ConnectorMap, ConnectorTypes } from './operation-types.ts'
export { items, pages, type AskPage } from './pages.ts'
export {
  isProblem,
  PatchbayProblem,
  type ClientCode,
  type FieldError,
  type Problem,
  type ProblemCode,
  type ProblemOf,
} from './problem.ts'
export { unwrap, type Failure, type Result, type Success } from './result.ts'
export { stream, type StreamItem, type StreamOptions } from './stream.ts'
export { finishTask, startTask, type Task, type WaitOptions } from './tasks.ts'
