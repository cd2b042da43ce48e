import type { CallOptions, RequestOptions } from './client-options.ts'
import type { Schemas } from './generated/schemas.ts'
import type {
  ConnectorMap,
  DataOf,
  InputArguments,
  InputOf,
  MetaOf,
  NamesWith,
  Operations,
  PathWith,
  RouteArguments,
  RouteOf,
} from './operation-types.ts'
import type { Result } from './result.ts'
import type { Transport } from './transport.ts'
import type { WireRequest } from './wire-request.ts'

/** What is said about an answer of an operation. */
export type CallMeta = Schemas['CallMeta'] & {
  /** The server has confirmed an answer that was kept here, instead of sending it again. */
  isConfirmed?: true
}

/** A request to a route, without its types. */
export type RouteRequest = RequestOptions & {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: WireRequest['query']
  readonly body?: unknown
}

type RouteMethod<Routes, Method extends string> = <Path extends PathWith<Routes, Method>>(
  path: Path,
  ...request: RouteArguments<RouteOf<Routes, Path, Method>, RequestOptions>
) => Promise<Result<DataOf<RouteOf<Routes, Path, Method>>, MetaOf<RouteOf<Routes, Path, Method>>>>

/** A Patchbay, with the types of its connectors and of the routes that manage it. */
export interface Client<Connectors extends ConnectorMap<Connectors>, Routes> {
  /** Calls an operation of a connector. */
  call<
    Connector extends keyof Connectors & string,
    Operation extends keyof Operations<Connectors, Connector> & string,
  >(
    connector: Connector,
    operation: Operation,
    ...input: InputArguments<InputOf<Operations<Connectors, Connector>[Operation]>, CallOptions>
  ): Promise<Result<DataOf<Operations<Connectors, Connector>[Operation]>, CallMeta>>

  /** Calls a read whose input fits a URL by GET: its answer can be kept, here (`cache`) and by a proxy. */
  read<
    Connector extends keyof Connectors & string,
    Operation extends NamesWith<Operations<Connectors, Connector>, { isQuery: true }> & string,
  >(
    connector: Connector,
    operation: Operation,
    ...input: InputArguments<InputOf<Operations<Connectors, Connector>[Operation]>, CallOptions>
  ): Promise<Result<DataOf<Operations<Connectors, Connector>[Operation]>, CallMeta>>

  /** Asks what a call that changes something would mean: it is checked, and not made. */
  validate<
    Connector extends keyof Connectors & string,
    Operation extends NamesWith<Operations<Connectors, Connector>, { isChange: true }> & string,
  >(
    connector: Connector,
    operation: Operation,
    ...input: InputArguments<InputOf<Operations<Connectors, Connector>[Operation]>, CallOptions>
  ): Promise<Result<Schemas['CallValidation'], CallMeta>>

  readonly get: RouteMethod<Routes, 'get'>
  readonly post: RouteMethod<Routes, 'post'>
  readonly put: RouteMethod<Routes, 'put'>
  readonly patch: RouteMethod<Routes, 'patch'>
  readonly delete: RouteMethod<Routes, 'delete'>

  /** What `stream` and other helpers send with. */
  readonly transport: Transport
  /** The request of a call, for those helpers. */
  requestOf(
    connector: string,
    operation: string,
    input: unknown,
    options: CallOptions | undefined,
  ): WireRequest
}
