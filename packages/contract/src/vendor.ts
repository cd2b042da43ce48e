import type { Static, TObject } from '@sinclair/typebox'
import type { Authentication } from './authentication.ts'
import { closeObjects } from './close-objects.ts'
import type { SentRequest, VendorAnswer } from './http.ts'
import type { Limit, LimitObservation } from './limit.ts'
import type { Problem } from './problem.ts'

// Functions are typed through a method signature, which TypeScript compares bivariantly: a vendor with a config of
// its own stays assignable to `Vendor`, the type of any vendor.
interface Methods<Config> {
  origin(config: Config): string
}

/** An origin such as `https://api.example.com`: no path, no query. A function where it depends on the config. */
export type Origin<Config> = string | Methods<Config>['origin']

/**
 * What is true of the vendor's API as a whole. Operations are defined against it, which is how their types
 * know the config, the origins and the limits.
 */
export interface Vendor<
  Config extends TObject = TObject,
  AuthId extends string = string,
  OriginId extends string = string,
  LimitId extends string = string,
> {
  /** The vendor's name and version of the API, as the vendor writes it. */
  readonly api: string
  readonly docs: string
  /** When the vendor switches this version off (ISO date), if that is known. */
  readonly sunset: string | null
  /** Per connection; not secret. Closed: a field that it does not name is an error. */
  readonly config: Config
  readonly auth: Readonly<Record<AuthId, Authentication<NoInfer<OriginId>>>>
  /** Where requests may go, and nowhere else. The first one is the default. */
  readonly origins: Readonly<Record<OriginId, Origin<Static<Config>>>>
  readonly limits: Readonly<Record<LimitId, Limit>>
  /**
   * Names what an answer means. It sees every answer, also those with status 200, since some vendors hide
   * failures there. Undefined leaves the answer to the general rules for its status.
   */
  classify?(answer: VendorAnswer, request: SentRequest): Problem | undefined
  /** Reads what an answer tells about the limits. It sees every answer, also failures. */
  learn?(
    answer: VendorAnswer,
    request: SentRequest,
  ): { readonly [L in LimitId]?: LimitObservation } | undefined
}

export function defineVendor<C extends TObject, A extends string, O extends string, L extends string>(
  vendor: Vendor<C, A, O, L>,
): Vendor<C, A, O, L> {
  return Object.freeze({ ...vendor, config: closeObjects(vendor.config) })
}

export type ConfigOf<V> = V extends Vendor<infer C, string, infer _O, infer _L> ? Static<C> : never
export type OriginOf<V> = V extends Vendor<infer _C, infer _A, infer O, infer _L> ? O : never
export type LimitOf<V> = V extends Vendor<infer _C, infer _A, infer _O, infer L> ? L : never
