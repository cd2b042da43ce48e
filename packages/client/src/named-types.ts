import type { RequestOptions } from './client-options.ts'
import type { Connectors } from './generated/connectors.ts'
import type { Routes } from './generated/routes.ts'
import type {
  DataOf,
  InputOf,
  ItemOf,
  Operations,
  PathWith,
  RouteArguments,
  RouteOf,
  Streams,
} from './operation-types.ts'

/** What an operation takes: `CallInput<'gsc', 'search-analytics.query'>`. */
export type CallInput<
  Connector extends keyof Connectors,
  Operation extends keyof Operations<Connectors, Connector>,
> = InputOf<Operations<Connectors, Connector>[Operation]>

/** What an operation gives. */
export type CallData<
  Connector extends keyof Connectors,
  Operation extends keyof Operations<Connectors, Connector>,
> = DataOf<Operations<Connectors, Connector>[Operation]>

/** What a streamed operation gives, one after the other. */
export type StreamData<
  Connector extends keyof Connectors,
  Operation extends keyof Streams<Connectors, Connector>,
> = ItemOf<Streams<Connectors, Connector>[Operation]>

/** What a route gives: `RouteData<'get', '/v1/connections'>`. */
export type RouteData<Method extends string, Path extends PathWith<Routes, Method>> = DataOf<
  RouteOf<Routes, Path, Method>
>

/** What a route takes in its body. */
export type RouteBody<Method extends string, Path extends PathWith<Routes, Method>> =
  RouteOf<Routes, Path, Method> extends { readonly body: infer Body } ? Body : never

/** The paths of the routes with this method. */
export type RoutePath<Method extends string> = PathWith<Routes, Method>

/** What a route is asked with after its path, as parameters of a function around the client: parts of the request, and options. */
export type RouteQuestion<Method extends string, Path extends PathWith<Routes, Method>> = RouteArguments<
  RouteOf<Routes, Path, Method>,
  RequestOptions
>
