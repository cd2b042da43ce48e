import { Problem, Type } from '@patchbay/contract'
import { Day, type DateRange } from './dates.ts'

/** Input fields that name a span of days, and the one before it. */
export const twoSpans = {
  startDate: Type.Optional(Day('First day of the span that is looked at. Default: 28daysAgo.')),
  endDate: Type.Optional(Day('Last day of it, included. Default: yesterday.')),
  previousStartDate: Type.Optional(
    Day('First day of the span it is compared with. Default: as many days right before the other.'),
  ),
  previousEndDate: Type.Optional(Day('Last day of that span. Default: the day before the other begins.')),
}

export interface TwoSpansInput {
  readonly startDate?: string
  readonly endDate?: string
  readonly previousStartDate?: string
  readonly previousEndDate?: string
}

export interface TwoSpans {
  readonly current: DateRange
  readonly previous: DateRange
}

/** A day as a number on one of two scales: days ago, or days since 1970. */
type Place = { readonly scale: 'ago' | 'date'; readonly value: number }

function placeOf(day: string): Place {
  if (day === 'today') return { scale: 'ago', value: 0 }
  if (day === 'yesterday') return { scale: 'ago', value: 1 }
  const ago = /^(\d+)daysAgo$/.exec(day)
  if (ago !== null) return { scale: 'ago', value: Number(ago[1]) }
  return { scale: 'date', value: Date.parse(`${day}T00:00:00Z`) / 86_400_000 }
}

const dayAt = (scale: Place['scale'], value: number): string =>
  scale === 'ago' ? `${value}daysAgo` : new Date(value * 86_400_000).toISOString().slice(0, 10)

/**
 * Reads the two spans. Relative days stay relative: only Google knows what day it is where the property is. The span
 * before is worked out where both ends of the other are written in the same way.
 */
export function readTwoSpans(input: TwoSpansInput): TwoSpans {
  const { startDate = '28daysAgo', endDate = 'yesterday', previousStartDate, previousEndDate } = input
  const current = { startDate, endDate, name: 'current' }
  if (previousStartDate !== undefined && previousEndDate !== undefined)
    return { current, previous: { startDate: previousStartDate, endDate: previousEndDate, name: 'previous' } }
  const [start, end] = [placeOf(startDate), placeOf(endDate)]
  const isIncomplete = previousStartDate !== undefined || previousEndDate !== undefined
  if (isIncomplete || start.scale !== end.scale || Number.isNaN(start.value) || Number.isNaN(end.value))
    throw new Problem('invalid_input', {
      detail: 'The span to compare with has to be named by both of its days.',
      errors: ['previousStartDate', 'previousEndDate'].map((name) => ({
        path: `/${name}`,
        message: 'is needed here',
      })),
    })
  const sign = start.scale === 'ago' ? 1 : -1
  const length = Math.abs(end.value - start.value) + 1
  return {
    current,
    previous: {
      startDate: dayAt(start.scale, start.value + sign * length),
      endDate: dayAt(start.scale, start.value + sign),
      name: 'previous',
    },
  }
}
