import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { closeObjects } from './close-objects.ts'
import type { Content } from './content.ts'
import type { CallContext } from './context.ts'
import type { Duration } from './duration.ts'
import type { Effect } from './effect.ts'
import type { ConfigOf, LimitOf, OriginOf, Vendor } from './vendor.ts'

export type Stability = 'experimental' | 'beta' | 'stable' | 'deprecated'

/** A call and what it answers. Tests validate examples and call each of them against the emulator. */
export interface Example<Input, Output> {
  readonly title: string
  readonly input: Input
  readonly output: Output
}

/** How long an answer may be served again, to calls with the same input over the same connection. */
export interface CacheRule {
  /** How long it is as good as a new one. */
  readonly ttl: Duration
  /**
   * How long after the ttl it is still served at once, while a new one is fetched for later calls (RFC 5861).
   * Default: not at all.
   */
  readonly staleWhileRevalidate?: Duration
  /** How long after the ttl it may stand in for a failure of the vendor (RFC 5861). Default: not at all. */
  readonly staleIfError?: Duration
  /**
   * What the answer tells about: operations that change it name the same in `invalidates`. In kebab-case.
   * Default: the noun of the operation's id, such as `orders` for `orders.list`.
   */
  readonly tags?: readonly string[]
}

// Bivariant on purpose, as in vendor.ts.
interface Methods<Input, Config> {
  cost(input: Input, config: Config): number
}

/** One typed call. REST route, OpenAPI, MCP tool, validation and retry policy all derive from it. */
export interface Operation<
  V extends Vendor = Vendor,
  I extends TObject = TObject,
  O extends TSchema = TSchema,
> {
  readonly title: string
  /** For a person and for an agent: what it does, when to use it and when not. */
  readonly description: string
  readonly effect: Effect
  /** Default: the stability of the connector. */
  readonly stability?: Stability
  /** What the connection must have been granted at the vendor, in the vendor's words. */
  readonly scopes?: readonly string[]
  /** Closed: a field that it does not name is an error, never dropped in silence. */
  readonly input: I
  readonly output: O
  /**
   * What a call takes from the vendor's limits, all of it with its first request; what later requests really cost is
   * settled by `learn`. A limit on `requests` that is not named takes 1 for each request.
   */
  readonly cost?: {
    readonly [L in LimitOf<V>]?: number | Methods<Static<I>, ConfigOf<V>>['cost']
  }
  /** For reads only. Default: never cached. */
  readonly cache?: CacheRule
  /**
   * Tags of the answers that the operation makes obsolete, on the connection it is called over. Not for reads.
   * Default: the noun of the operation's own id.
   */
  readonly invalidates?: readonly string[]
  /**
   * `true`: a call that repeats the key of one whose outcome is unknown is run, and finds out by itself what that one did
   * (`context.unknownFor`). Not for reads. Default: it is answered with `outcome_unknown` again, and nothing is sent.
   */
  readonly recovers?: boolean
  /**
   * `true`: it may ask the person behind the caller (`context.ask`). Not where answers are kept, for they would depend on
   * who asks. Default: it may not.
   */
  readonly asks?: boolean
  /** For the whole call, retries included. Default: 30s. */
  readonly timeout?: Duration
  readonly examples: readonly [Example<Static<I>, Static<O>>, ...Array<Example<Static<I>, Static<O>>>]
  run(context: CallContext<Static<I>, ConfigOf<V>, OriginOf<V>>): Promise<Static<O>>
  /**
   * How the answer looks to a reader, beside its data: what follows from the two alone. Over REST it is left out.
   * Default: a short text that the runtime makes.
   */
  present?(output: Static<O>, input: Static<I>): readonly Content[]
}

/** Defines an operation of a vendor. `vendor` is there for the types of config, origins and limits. */
export function defineOperation<V extends Vendor, I extends TObject, O extends TSchema>(
  _vendor: V,
  operation: Operation<V, I, O>,
): Operation<V, I, O> {
  return Object.freeze({ ...operation, input: closeObjects(operation.input) })
}
