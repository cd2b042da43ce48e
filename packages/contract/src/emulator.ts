/** A request as the vendor's stand-in sees it. Header names are in lower case. */
export interface EmulatorRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** As UTF-8. */
  readonly body: string
  /** As it came, for what is no text, such as an upload. The host always gives it. */
  readonly bytes?: Uint8Array
}

/** An object as `body` is sent as JSON; a string or bytes as they are, with the content type in `headers`. */
export interface EmulatorAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The failures that a vendor may dress in a shape of its own. Acceptance tests ask for each one declared. */
export type VendorFailure =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'rateLimited'
  | 'unavailable'

/** What an emulator may ask of its host. */
export interface EmulatorTools {
  /** Milliseconds since 1970; tests can turn this clock. */
  readonly now: () => number
}

/**
 * The stand-in of a vendor: how it answers, what it holds at the start, and how its failures look. The host
 * (`@patchbay/emulator`) serves it on a port of its own and adds latency, hangs, resets and the like.
 */
export interface Emulator<State = unknown> {
  readonly title: string
  /** A connection that works against the seeded state. */
  readonly connection: {
    readonly config: Readonly<Record<string, unknown>>
    /** Which kind of the vendor's `auth`. */
    readonly auth: string
    readonly credentials: Readonly<Record<string, string>>
  }
  /** Fresh state; called at the start and at each reset. Must give the same data every time. */
  seed(tools: EmulatorTools): State
  answer(
    request: EmulatorRequest,
    state: State,
    tools: EmulatorTools,
  ): EmulatorAnswer | Promise<EmulatorAnswer>
  /** The vendor's own shape of its failures, where it has one. */
  readonly failures: { readonly [F in VendorFailure]?: EmulatorAnswer }
}

export function defineEmulator<State>(emulator: Emulator<State>): Emulator<State> {
  return Object.freeze(emulator)
}
