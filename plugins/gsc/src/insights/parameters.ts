import { Type, type Static, type TSchema } from '@patchbay/contract'

type Fields = Record<string, TSchema>

/** What a caller may give; what is missing has a default. */
export type Given<Of extends Fields> = { readonly [Name in keyof Of]?: Static<Of[Name]> | undefined }

/** What a function works with: every parameter, given or by default. */
export type Settled<Of extends Fields> = { readonly [Name in keyof Of]: Static<Of[Name]> }

/** Fills in the defaults that the fields declare, so that they are written in one place only. */
export function settle<Of extends Fields>(fields: Of, given: Given<Of>): Settled<Of> {
  const settled: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) settled[name] = given[name] ?? field.default
  return settled as Settled<Of>
}

interface Bounds {
  readonly minimum?: number
  readonly maximum?: number
}

/** A whole number that may be left out. */
export const Whole = (fallback: number, description: string, bounds: Bounds = {}) =>
  Type.Optional(
    Type.Integer({
      minimum: 0,
      ...bounds,
      default: fallback,
      description: `${description} Default: ${fallback}.`,
    }),
  )

/** A number that may be left out. */
export const Decimal = (fallback: number, description: string, bounds: Bounds = {}) =>
  Type.Optional(
    Type.Number({
      minimum: 0,
      ...bounds,
      default: fallback,
      description: `${description} Default: ${fallback}.`,
    }),
  )

/** One of some words, that may be left out. */
export const Choice = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  fallback: Words[number],
  description: string,
) =>
  Type.Optional(
    Type.Unsafe<Words[number]>({
      type: 'string',
      enum: words,
      default: fallback,
      description: `${description} Default: ${fallback}.`,
    }),
  )

export const limitField = {
  limit: Whole(100, 'Rows a page.', { minimum: 1, maximum: 1000 }),
}
