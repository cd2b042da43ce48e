import { monthsBetween, type DayNumber } from '../calendar.ts'
import type { Cursor } from '../fields/cursor.ts'
import { invalid } from '../refusal.ts'
import { readRanges } from '../request/date-ranges.ts'
import type { CohortSpec, MinuteRange, ReportRequest } from '../request/report-request.ts'
import type { Reading } from './aggregate.ts'

export interface Now {
  readonly day: DayNumber
  readonly minute: number
}

/** What a report reads: its ranges of dates, or what came after the first sessions of its cohorts. */
export function readingsOf({ dateRanges = [], cohortSpec }: ReportRequest, now: Now): Reading[] {
  if (cohortSpec === undefined) {
    if (dateRanges.length === 0) throw invalid('Requests require at least one dateRange or a cohortSpec.')
    return readRanges(dateRanges, now.day)
  }
  if (dateRanges.length > 0) throw invalid('dateRanges must be empty in requests with a cohortSpec.')
  return cohortReadings(cohortSpec, now)
}

function cohortReadings(spec: CohortSpec, now: Now): Reading[] {
  const { cohorts = [], cohortsRange, cohortReportSettings } = spec
  if (cohorts.length === 0) throw invalid('A cohortSpec requires at least one cohort.')
  const { granularity, startOffset = 0, endOffset = 0 } = cohortsRange ?? {}
  const nthOf = nths[granularity ?? '']
  if (nthOf === undefined) throw invalid('cohortsRange requires a granularity: DAILY, WEEKLY or MONTHLY.')
  if (endOffset < startOffset) throw invalid('endOffset of cohortsRange must not be less than startOffset.')
  return cohorts.map(({ name, dimension, dateRange }, index) => {
    if (dimension !== 'firstSessionDate') throw invalid('The dimension of a cohort must be firstSessionDate.')
    const [range] = readRanges(dateRange === undefined ? [] : [dateRange], now.day)
    if (range === undefined) throw invalid('A cohort requires a dateRange.')
    return {
      name: name ?? `cohort_${index}`,
      start: range.start,
      end: range.end + (endOffset + 1) * 31,
      cohort: {
        accepts: ({ session }: Cursor) => session.firstDay >= range.start && session.firstDay <= range.end,
        nths: (at: Cursor) => {
          const nth = nthOf(at.session.firstDay, at.day.day)
          if (nth > endOffset) return []
          const last = cohortReportSettings?.accumulate === true ? endOffset : nth
          const first = Math.max(nth, startOffset)
          return Array.from({ length: Math.max(0, last - first + 1) }, (_, more) => first + more)
        },
      },
    }
  })
}

const weekOf = (day: DayNumber): number => Math.floor((day + 4) / 7)

const nths: Readonly<Record<string, (first: DayNumber, day: DayNumber) => number>> = {
  DAILY: (first, day) => day - first,
  WEEKLY: (first, day) => weekOf(day) - weekOf(first),
  MONTHLY: monthsBetween,
}

/** What a report on the last minutes reads. */
export function minuteReadings(ranges: readonly MinuteRange[], now: Now, isPremium: boolean): Reading[] {
  if (ranges.length > 2)
    throw invalid(
      `Requests are limited to 2 minuteRanges. This request is for ${ranges.length} minuteRanges.`,
    )
  const longest = isPremium ? 59 : 29
  const asked = ranges.length === 0 ? [{}] : ranges
  return asked.map(({ name, startMinutesAgo = 29, endMinutesAgo = 0 }: MinuteRange, index) => {
    if (startMinutesAgo > longest)
      throw invalid(
        `startMinutesAgo must be at most ${longest} for this property; it was ${startMinutesAgo}.`,
      )
    if (endMinutesAgo > startMinutesAgo || endMinutesAgo < 0)
      throw invalid('endMinutesAgo must not be larger than startMinutesAgo, nor negative.')
    const minute = now.day * 1_440 + now.minute
    const fromMinute = minute - startMinutesAgo
    return {
      name: name ?? `date_range_${index}`,
      start: Math.floor(fromMinute / 1_440),
      end: now.day,
      fromMinute,
      toMinute: minute - endMinutesAgo,
    }
  })
}
