import type { Static, TSchema } from '@patchbay/contract'
import type { Context } from '../context.ts'
import { costOf, type Category } from '../limits.ts'

export type Version = 'v1beta' | 'v1alpha'

export interface Asked<S extends TSchema> {
  readonly property: string
  readonly method: string
  readonly json: object
  readonly response: S
  /** Default: `v1beta`. */
  readonly version?: Version
  /** Default: `core`. */
  readonly category?: Category
  /** How many reports the request holds. Default: 1. */
  readonly reports?: number
}

/** Sends a report's request, counted as one of its property. */
export async function ask<S extends TSchema>(
  { http }: Pick<Context, 'http'>,
  asked: Asked<S>,
): Promise<Static<S>> {
  const { property, method, json, response, version = 'v1beta', category = 'core', reports = 1 } = asked
  const { body } = await http.post(`/${version}/properties/${property}:${method}`, {
    // Google indents what it sends unless it is told not to, which makes big answers twice as big.
    query: { prettyPrint: false },
    json,
    response,
    effect: 'read',
    about: { [category]: property },
    cost: Object.fromEntries(Object.entries(costOf[category]).map(([id, cost]) => [id, cost * reports])),
  })
  return body
}
