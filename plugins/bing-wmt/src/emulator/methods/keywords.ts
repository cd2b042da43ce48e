import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { data, failure, typed } from '../answers.ts'
import { bucketDate, dayOf, lastReportedDay, weekOf, type DayNumber } from '../calendar.ts'
import { text, type Call, type Methods } from '../method.ts'
import { chance } from '../seed/chance.ts'

const weeks = 25

interface Wanted {
  readonly query: string
  readonly where: string
}

/** Bing tells of so many searches a day and no fewer. */
const threshold = 5

export const keywords: Methods = {
  GetKeyword: {
    verb: 'GET',
    answer: (call) =>
      between(call, (wanted, days) => {
        const [impressions, broadImpressions] = [daily(wanted) * days, broad(wanted) * days]
        const isKnown = days > 0 && daily(wanted) >= threshold
        return data(
          typed('Keyword', {
            BroadImpressions: isKnown ? broadImpressions : 0,
            Impressions: isKnown ? impressions : 0,
            Query: isKnown ? wanted.query : null,
          }),
        )
      }),
  },
  GetKeywordStats: {
    verb: 'GET',
    answer: (call) =>
      about(call, (wanted) => {
        if (daily(wanted) < threshold) return data([])
        const last = weekOf(lastReportedDay(call.now)) - 7
        return data(
          Array.from({ length: weeks }, (_, index) => {
            const week = last - (weeks - 1 - index) * 7
            const factor = 7 * (0.7 + 0.6 * chance('week', wanted.query, week))
            return typed('KeywordStats', {
              BroadImpressions: Math.round(broad(wanted) * factor),
              Date: bucketDate(week, 'plain'),
              Impressions: Math.round(daily(wanted) * factor),
              Query: wanted.query,
            })
          }),
        )
      }),
  },
  GetRelatedKeywords: {
    verb: 'GET',
    answer: (call) =>
      between(call, ({ query, where }, days) => {
        const others = [`best ${query}`, `cheap ${query}`, `${query} ideas`, `how to use a ${query}`]
        return data(
          others
            .map((other) => ({ query: other, where }))
            .filter((other) => days > 0 && daily(other) >= threshold)
            .map((other) =>
              typed('Keyword', {
                BroadImpressions: broad(other) * days,
                Impressions: daily(other) * days,
                Query: other.query,
              }),
            ),
        )
      }),
  },
}

/** Few people search for what has many words. */
function daily({ query, where }: Wanted): number {
  const words = query.split(' ').length
  return Math.floor((chance('demand', query, where) * 4_000 + 1_000) / 6 ** (words - 1))
}

function broad(wanted: Wanted): number {
  return daily(wanted) * (3 + Math.floor(chance('broad', wanted.query) * 6))
}

/** Bing takes countries in small letters only. */
function about(call: Call, answer: (wanted: Wanted) => EmulatorAnswer): EmulatorAnswer {
  const [query, country, language] = [text(call, 'q'), text(call, 'country'), text(call, 'language')]
  if (query === undefined || country === undefined || language === undefined) return failure(8)
  if (!/^[a-z]{2}$/.test(country)) return failure(8)
  return answer({ query, where: `${country}/${language}` })
}

/** With the days of the span that are over by then. */
function between(call: Call, answer: (wanted: Wanted, days: number) => EmulatorAnswer): EmulatorAnswer {
  const [from, to] = [dayIn(call, 'startDate'), dayIn(call, 'endDate')]
  if (from === undefined || to === undefined || to < from) return failure(8)
  const last = Math.min(to, lastReportedDay(call.now))
  return about(call, (wanted) => answer(wanted, Math.max(0, last - from + 1)))
}

function dayIn(call: Call, name: string): DayNumber | undefined {
  const value = text(call, name) ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayOf(Date.parse(value)) : undefined
}
