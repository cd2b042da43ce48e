import type { Call } from '../call.ts'
import type { Cursor } from '../fields/cursor.ts'
import { readerOf } from '../fields/dimension-readers.ts'
import { compactDate, type DayNumber } from '../calendar.ts'
import { dayOfTraffic } from '../traffic.ts'
import { dimensionTest } from '../request/filters.ts'
import { readRanges } from '../request/date-ranges.ts'
import { stepsOf, type FunnelRequest, type Step } from '../request/funnel-request.ts'
import { eventsOf, segmentsOf, type Segment } from '../request/funnel-segments.ts'
import { knownField } from '../request/field-names.ts'
import { invalid } from '../refusal.ts'
import { eventNames } from '../world/events.ts'
import { funnelTable, funnelVisualization, type Walk } from './funnel-tables.ts'

interface Seen {
  /** Minutes since 1970. */
  readonly minute: number
  readonly date: string
  readonly matches: readonly boolean[]
  readonly breakdown: string
  readonly next: string
  readonly sessionKey: string
  /** By segment: whether its conditions hold. */
  readonly holds: readonly boolean[]
}

const technical = new Set(['session_start', 'first_visit', 'user_engagement'])

/** Answers a funnel: how many users took its steps, one after the other. */
export function funnelReport(call: Call, request: FunnelRequest) {
  const { property, now } = call
  const steps = stepsOf(request)
  const segments = segmentsOf(request.segments ?? [])
  const ranges = readRanges(request.dateRanges ?? [{ startDate: '28daysAgo', endDate: 'yesterday' }], now.day)
  const [range] = ranges
  if (range === undefined) throw invalid('Requests require at least one dateRange.')
  const breakdown = request.funnelBreakdown?.breakdownDimension?.name
  const action = request.funnelNextAction?.nextActionDimension?.name
  for (const name of [breakdown, action]) if (name !== undefined) knownField('dimension', name)
  const filter = dimensionTest(request.dimensionFilter)
  const users = new Map<number, Seen[]>()
  const first = Math.max(range.start, now.day - property.history)
  for (let day = first; day <= Math.min(range.end, now.day); day += 1)
    collect(call, day, { steps, segments, filter, breakdown, action }, users)

  const isOpen = request.funnel?.isOpenFunnel === true
  const walksOf = (lists: Iterable<readonly Seen[]>): Walk[] =>
    [...lists].flatMap((events): Walk[] => {
      const walk = furthest(events, steps, isOpen)
      return walk === undefined ? [] : [walk]
    })
  const lists = [...users.values()]
  const parties = segments.map((segment, index) => ({
    name: segment.name,
    walks: walksOf(lists.map((events) => eventsOf(events, segment, index))),
  }))
  const limits = {
    breakdown: Number(request.funnelBreakdown?.limit ?? 5),
    next: Number(request.funnelNextAction?.limit ?? 5),
  }
  const all = [{ name: undefined, walks: walksOf(lists) }]
  const parts = { steps, parties: segments.length === 0 ? all : parties, breakdown, action, limits }
  return {
    tokens: 2 + steps.length + Math.floor((range.end - range.start) / 30),
    body: {
      funnelTable: funnelTable(parts),
      funnelVisualization: funnelVisualization(parts, request.funnelVisualizationType === 'TRENDED_FUNNEL'),
      kind: 'analyticsData#runFunnelReport',
    },
  }
}

interface Collecting {
  readonly steps: readonly Step[]
  readonly segments: readonly Segment[]
  readonly filter: (at: Cursor) => boolean
  readonly breakdown: string | undefined
  readonly action: string | undefined
}

function collect(
  { property, now }: Call,
  day: DayNumber,
  { steps, segments, filter, breakdown, action }: Collecting,
  users: Map<number, Seen[]>,
): void {
  const traffic = dayOfTraffic(property, day)
  const read = breakdown === undefined ? () => '' : readerOf(breakdown)
  const readNext = action === undefined ? () => '' : readerOf(action)
  for (let event = 0; event < traffic.events; event += 1) {
    const session = traffic.sessions[traffic.session[event] ?? 0]
    const minute = traffic.minute[event] ?? 0
    if (session === undefined || (day === now.day && minute > now.minute)) continue
    const at: Cursor = {
      property,
      start: day,
      day: traffic,
      event,
      session,
      nowMinute: 0,
      range: '',
      comparison: '',
      nth: 0,
    }
    if (!filter(at)) continue
    const isTechnical = technical.has(eventNames[traffic.name[event] ?? 0] ?? '')
    const seen: Seen = {
      minute: day * 1_440 + minute,
      date: compactDate(day),
      matches: steps.map(({ test }) => test(at)),
      breakdown: read(at),
      next: isTechnical ? '' : readNext(at),
      sessionKey: `${day} ${traffic.session[event]}`,
      holds: segments.map(({ test }) => test(at)),
    }
    const events = users.get(session.user)
    if (events === undefined) users.set(session.user, [seen])
    else events.push(seen)
  }
}

/** The furthest that a user came; in an open funnel, from any step on. */
function furthest(events: readonly Seen[], steps: readonly Step[], isOpen: boolean): Walk | undefined {
  let best: Walk | undefined
  for (let entry = 0; entry < (isOpen ? steps.length : 1); entry += 1) {
    for (const [index, { matches }] of events.entries()) {
      if (matches[entry] !== true) continue
      const walk = follow(events, steps, entry, index)
      if (best === undefined || walk.to - walk.from > best.to - best.from) best = walk
      if (walk.to === steps.length - 1) break
    }
    if (best !== undefined) break
  }
  return best
}

function follow(events: readonly Seen[], steps: readonly Step[], entry: number, begin: number): Walk {
  let at = begin
  let to = entry
  for (let step = entry + 1; step < steps.length; step += 1) {
    const { isDirect, within } = steps[step] as Step
    const last = events[at]?.minute ?? 0
    const next = events.findIndex(
      ({ matches, minute }, index) =>
        index > at && matches[step] === true && minute - last <= within && (!isDirect || index === at + 1),
    )
    if (next === -1) break
    at = next
    to = step
  }
  const first = events[begin]
  return {
    from: entry,
    to,
    date: first?.date ?? '',
    breakdown: first?.breakdown ?? '',
    next: events.slice(at + 1).find(({ next }) => next !== '')?.next ?? '(not set)',
  }
}
