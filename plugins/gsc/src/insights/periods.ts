import { Type } from '@patchbay/contract'
import { MeasuresOf, NumberOrNull } from './fields.ts'
import { groupRows, timelessOf, type Group } from './group.ts'
import { measuresOf, noSums, quotient, round, type Measures, type Sums } from './measures.ts'
import type { Dimension, PeriodsInput } from './row.ts'

/** `new`: seen in the current period only. `lost`: in the previous one only. */
export const statuses = ['kept', 'new', 'lost'] as const

export type Status = (typeof statuses)[number]

/** The same keys in both periods. */
export interface Pair {
  readonly keys: readonly string[]
  readonly status: Status
  readonly sums: { readonly current: Sums; readonly previous: Sums }
  readonly current: Measures
  readonly previous: Measures
}

/** Joins two periods on all dimensions but those of time. */
export function joinPeriods({ current, previous, dimensions }: PeriodsInput): {
  by: Dimension[]
  pairs: Pair[]
} {
  const by = timelessOf(dimensions)
  const before = new Map<string, Group>()
  for (const group of groupRows({ rows: previous, dimensions }, by)) before.set(group.id, group)
  const pairs: Pair[] = []
  for (const { id, keys, sums } of groupRows({ rows: current, dimensions }, by)) {
    pairs.push(pairOf(keys, sums, before.get(id)?.sums ?? noSums()))
    before.delete(id)
  }
  for (const { keys, sums } of before.values()) pairs.push(pairOf(keys, noSums(), sums))
  return { by, pairs }
}

function pairOf(keys: readonly string[], current: Sums, previous: Sums): Pair {
  return {
    keys,
    status: statusOf(isSeen(current), isSeen(previous)),
    sums: { current, previous },
    current: measuresOf(current),
    previous: measuresOf(previous),
  }
}

const isSeen = ({ impressions, clicks }: Sums): boolean => impressions > 0 || clicks > 0

function statusOf(now: boolean, before: boolean): Status {
  if (now === before) return 'kept'
  return now ? 'new' : 'lost'
}

export interface Change {
  clicks: number
  impressions: number
  ctr: number | null
  position: number | null
}

/** Current minus previous. */
export function changeOf(current: Measures, previous: Measures): Change {
  return {
    clicks: current.clicks - previous.clicks,
    impressions: current.impressions - previous.impressions,
    ctr: minus(current.ctr, previous.ctr),
    position: minus(current.position, previous.position),
  }
}

/** The change divided by the previous value; null where there is no such value, or it is 0. */
export function relativeChangeOf(current: Measures, previous: Measures): Record<keyof Change, number | null> {
  return {
    clicks: relative(current.clicks, previous.clicks),
    impressions: relative(current.impressions, previous.impressions),
    ctr: relative(current.ctr, previous.ctr),
    position: relative(current.position, previous.position),
  }
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : round(a - b)
}

function relative(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : quotient(now - before, before)
}

export const statusField = {
  status: Type.Unsafe<Status>({
    type: 'string',
    enum: statuses,
    description:
      'new: only the current period has it. lost: only the previous one has it; Google may also have kept it back, ' +
      'for it withholds rare queries.',
  }),
}

export const ChangeSchema = Type.Object(
  {
    clicks: Type.Number(),
    impressions: Type.Number(),
    ctr: NumberOrNull('In points of the rate: 0.02 is from 3 % to 5 %, for example.'),
    position: NumberOrNull('In positions; below 0 is better.'),
  },
  { description: 'Current minus previous. Null where one of both has no value.' },
)

export const RelativeChangeSchema = Type.Object(
  {
    clicks: NumberOrNull('0.5 is half as much again, -0.5 is half as much.'),
    impressions: NumberOrNull('As with clicks.'),
    ctr: NumberOrNull('As with clicks.'),
    position: NumberOrNull('As with clicks; below 0 is better.'),
  },
  { description: 'The change divided by the previous value; null where that is 0 or missing.' },
)

/** Both periods of a row and what changed. */
export const comparedFields = {
  current: MeasuresOf('In the current period.'),
  previous: MeasuresOf('In the previous period.'),
  change: ChangeSchema,
  relativeChange: RelativeChangeSchema,
}

export function comparedOf({ current, previous }: { current: Measures; previous: Measures }): {
  current: Measures
  previous: Measures
  change: Change
  relativeChange: Record<keyof Change, number | null>
} {
  return {
    current,
    previous,
    change: changeOf(current, previous),
    relativeChange: relativeChangeOf(current, previous),
  }
}
