import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

/** What the fleet knows of one breaker. Half-open is not in it: each instance gets there by its own timer. */
const BreakerRecordSchema = Type.Object({
  id: Type.String(),
  state: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('isolated')]),
  /** Of the last time that somebody set it by hand; 0 if nobody has. */
  manual: Type.Number(),
  /** Milliseconds since 1970, or more: grows with each change by whoever knows the one before. */
  stamp: Type.Number(),
  /** Who changed it: decides where two did at the same time. */
  instance: Type.String(),
  /** Milliseconds since 1970. */
  since: Type.Number(),
  /** Milliseconds, from `since` on. */
  probeIn: Type.Number(),
  failedProbes: Type.Number(),
  failures: Type.Number(),
  total: Type.Number(),
  last: Type.Optional(Type.String()),
})

export type BreakerRecord = Static<typeof BreakerRecordSchema>

/** Undefined where it is not one, such as that of another version. */
export function parseRecord(text: string): BreakerRecord | undefined {
  try {
    const record: unknown = JSON.parse(text)
    return Value.Check(BreakerRecordSchema, record) ? record : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export type RecordOrder = Pick<BreakerRecord, 'manual' | 'stamp' | 'instance'>

/** An operator's word counts more than whatever an instance decides that has not heard it. */
export function isNewer(one: RecordOrder, other: RecordOrder): boolean {
  if (one.manual !== other.manual) return one.manual > other.manual
  if (one.stamp !== other.stamp) return one.stamp > other.stamp
  return one.instance > other.instance
}
