import { dayOf, type DayNumber } from '../calendar.ts'
import { invalid } from '../refusal.ts'
import type { DateRangeRequest } from './report-request.ts'

/** Days from the first to the last one, both included. */
export interface Range {
  readonly name: string
  readonly start: DayNumber
  readonly end: DayNumber
}

/** Reads ranges of dates, which may be relative to today in the time zone of the property. */
export function readRanges(ranges: readonly DateRangeRequest[], today: DayNumber): Range[] {
  if (ranges.length > 4)
    throw invalid(`Requests are limited to 4 dateRanges. This request is for ${ranges.length} dateRanges.`)
  const read = ranges.map((range, index) => readRange(range, index, today))
  const names = new Set(read.map(({ name }) => name))
  if (names.size < read.length) throw invalid('Names of dateRanges must be unique.')
  return read
}

function readRange({ startDate, endDate, name }: DateRangeRequest, index: number, today: DayNumber): Range {
  if (name !== undefined && (name.startsWith('date_range_') || name.startsWith('RESERVED_')))
    throw invalid(`Date range name ${name} is reserved: it may not begin with date_range_ or RESERVED_.`)
  const range = {
    name: name ?? `date_range_${index}`,
    start: readDate('startDate', startDate, today),
    end: readDate('endDate', endDate, today),
  }
  if (range.start > range.end)
    throw invalid(`startDate ${startDate} is after endDate ${endDate}; it must be the same day or before.`)
  return range
}

function readDate(field: string, text: string | undefined, today: DayNumber): DayNumber {
  if (text === 'today') return today
  if (text === 'yesterday') return today - 1
  const ago = /^(\d+)daysAgo$/.exec(text ?? '')
  const day = ago === null ? dayOf(text ?? '') : today - Number(ago[1])
  if (Number.isNaN(day))
    throw invalid(
      `Invalid ${field}: ${text ?? ''}. It must be a date as YYYY-MM-DD, or NdaysAgo, yesterday or today.`,
    )
  return day
}
