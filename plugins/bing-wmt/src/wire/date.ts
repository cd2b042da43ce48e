import { Problem, Type } from '@patchbay/contract'

const form = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/

/** A date as Bing sends it: `/Date(1728975600000-0700)/`. */
export const WireDate = Type.String({ pattern: form.source })

// Bing writes "never" as the smallest date of the platform that wrote it: year 1 or 1601, shifted by a zone.
const firstTrueInstant = Date.UTC(1602, 0, 1)

/** Milliseconds since 1970, or null for never. The offset only tells a zone; the number is UTC already. */
export function instant(wire: string): number | null {
  const match = form.exec(wire)
  if (match === null)
    throw new Problem('vendor_error', {
      detail: `Bing sent a date of unknown form: ${wire}`,
      retryable: false,
    })
  const milliseconds = Number(match[1])
  return milliseconds < firstTrueInstant ? null : milliseconds
}

/** The moment as ISO 8601 in UTC, or null for never. */
export function timestamp(wire: string | null): string | null {
  const milliseconds = wire === null ? null : instant(wire)
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

/**
 * The calendar day of a report's bucket. Buckets begin at midnight in Bing's Pacific zone, which is still the
 * same day in UTC.
 */
export function day(wire: string): string | null {
  return timestamp(wire)?.slice(0, 10) ?? null
}

/** A moment as Bing reads it. */
export function wireDate(milliseconds: number): string {
  return `/Date(${milliseconds}+0000)/`
}
