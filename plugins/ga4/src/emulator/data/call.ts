import { localTime } from './calendar.ts'
import type { Now } from './engine/readings.ts'
import type { Property } from './properties.ts'
import { ledgerOf, type DataState } from './state.ts'
import type { Category } from './quotas.ts'

/** One call of a method on a property, past the checks that all methods share. */
export interface Call {
  readonly property: Property
  readonly state: DataState
  /** Milliseconds since 1970. */
  readonly at: number
  /** The same in the time zone of the property. */
  readonly now: Now
  readonly body: Readonly<Record<string, unknown>>
  readonly query: URLSearchParams
  /** What stands in the path after the property, such as the id of a report task. */
  readonly id: string
}

export const nowOf = (property: Property, at: number): Now => localTime(at, property.timeZone)

interface Charged {
  readonly tokens: number
  readonly isThresholded?: boolean
}

/** Runs what costs tokens of a category; refused while there are none, charged when it is done. */
export async function charged<Result extends Charged>(
  { state, property, at }: Call,
  category: Category,
  run: () => Promise<Result>,
): Promise<Result & { readonly propertyQuota: object }> {
  const ledger = ledgerOf(state, property, category)
  ledger.begin(at)
  try {
    const result = await run()
    ledger.charge(at, result.tokens, result.isThresholded)
    return { ...result, propertyQuota: ledger.status(at, result.tokens) }
  } finally {
    ledger.end()
  }
}
