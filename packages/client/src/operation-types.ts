/** The types of one connector, as they are generated. */
export interface ConnectorTypes {
  /** By id: what goes in and comes out. */
  readonly operations: object
  /** Those whose answers come item by item. */
  readonly streams: object
}

/** Connectors by the name in their path: `shopify`, or `shopify@1`. */
export type ConnectorMap<Connectors> = { readonly [Name in keyof Connectors]: ConnectorTypes }

export type Operations<
  Connectors extends ConnectorMap<Connectors>,
  Name extends keyof Connectors,
> = Connectors[Name]['operations']
export type Streams<
  Connectors extends ConnectorMap<Connectors>,
  Name extends keyof Connectors,
> = Connectors[Name]['streams']

/** The names of those operations that have a member of this kind. */
export type NamesWith<Entries, Kind> = {
  [Name in keyof Entries]: Entries[Name] extends Kind ? Name : never
}[keyof Entries]

type Member<Entry, Name extends string> = Entry extends { readonly [Key in Name]: infer Value }
  ? Value
  : never

export type InputOf<Entry> = Member<Entry, 'input'>
export type DataOf<Entry> = Member<Entry, 'data'>
export type ItemOf<Entry> = Member<Entry, 'item'>
export type MetaOf<Entry> = Member<Entry, 'meta'>

/** An input that needs nothing may be left out. */
export type InputArguments<Input, Options> =
  Record<never, never> extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options]

/** The paths that have this method. */
export type PathWith<Routes, Method extends string> = {
  [Path in keyof Routes]: Method extends keyof Routes[Path] ? Path : never
}[keyof Routes] &
  string

export type RouteOf<Routes, Path extends keyof Routes, Method extends string> = Member<Routes[Path], Method>

/** The parts of a route's request that it has, and those that only have members that may be left out as optional. */
type Parts<Route> = {
  readonly [Part in keyof Route & ('path' | 'query' | 'body')]: Route[Part]
}
type Optional<Request> = {
  [Part in keyof Request]: Record<never, never> extends Request[Part] ? Part : never
}[keyof Request]
type Relaxed<Request> = Omit<Request, Optional<Request>> & Partial<Pick<Request, Optional<Request>>>

/** What is given to a route: its own parts, and options. It may be left out where nothing is needed. */
export type RouteArguments<Route, Options> =
  Record<never, never> extends Relaxed<Parts<Route>>
    ? [request?: Relaxed<Parts<Route>> & Options]
    : [request: Relaxed<Parts<Route>> & Options]
