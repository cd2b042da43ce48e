import type { Completion } from './prompt.ts'

/**
 * A document that agents and people may read at an address of its own: `present` of the operation makes its text or bytes,
 * and the answer as JSON stands for it where there is none. The runtime reads it by a call of the operation, to which
 * access, limits and the cache apply as to any other.
 */
export interface Resource {
  readonly title: string
  readonly description: string
  /** Media type. Default: `application/json`. */
  readonly mimeType?: string
  /** A read of the same connector, not a stream. Variables of the address are fields of its input. */
  readonly operation: string
  /** The rest of its input. */
  readonly input?: Readonly<Record<string, unknown>>
  /** By the name of the variable. */
  readonly completions?: Readonly<Record<string, Completion>>
}

/**
 * By address: a URI whose scheme is the id of the connector, or a template of such (RFC 6570) with simple variables, as in
 * `shopify://products/{id}`.
 */
export type Resources = Readonly<Record<string, Resource>>
