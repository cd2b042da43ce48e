import type { DayNumber } from '../calendar.ts'
import type { Day, Session } from '../day.ts'
import type { Property } from '../properties.ts'

/** Where a report is in its reading: at one event, of one session, on one day, within one range of dates. */
export interface Cursor {
  readonly property: Property
  /** First day of the range, from which `nthDay` and the like count. */
  start: DayNumber
  day: Day
  event: number
  session: Session
  /** The present minute, counted from the beginning of the cursor's day; for reports on the last minutes. */
  nowMinute: number
  /** Name of the range of dates, or of the cohort. */
  range: string
  comparison: string
  /** Days, weeks or months since the first session of the cohort. */
  nth: number
}

/** A field's text at the cursor. */
export type Reader = (at: Cursor) => string

export const notSet = '(not set)'
