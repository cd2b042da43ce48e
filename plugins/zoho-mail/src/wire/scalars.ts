import { Type } from '@patchbay/contract'

/** What Zoho writes as a text in one place and as a number or a truth in another. */
export const Loose = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

export type Loose = string | number | boolean

/** As text; ids keep all their digits, since they were never a number. */
export const textOf = (value: Loose | undefined): string => (value === undefined ? '' : String(value))

/** A scalar of an answer whose form is not known; '' for anything else. */
export const unknownText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** As text, or null for what is missing or empty. */
export const textOrNull = (value: Loose | null | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : String(value)

export const numberOf = (value: Loose | undefined): number => {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

/** `1`, `true`, `yes` and `enabled` in any spelling. */
export const truthOf = (value: Loose | undefined): boolean => /^(?:true|1|yes|enabled)$/i.test(textOf(value))

/** Milliseconds since 1970 as ISO 8601 in UTC, or null for none. */
export function timeOf(milliseconds: Loose | null | undefined): string | null {
  const time = Number(milliseconds ?? 0)
  return Number.isFinite(time) && time > 0 ? new Date(time).toISOString() : null
}
