import { Problem } from '@patchbay/contract'
import type { OperationDescription } from '../connectors/connector-description.ts'
import type { Take } from '../shared-state/shared-limits.ts'
import type { BucketsOfLimit, LimitBucket } from './limit-bucket.ts'

/** What one request takes, and from which buckets. The two lists go together. */
export interface Charge {
  readonly takes: readonly Take[]
  readonly buckets: readonly LimitBucket[]
  /** Those of the takes that end with the request. */
  readonly holds: readonly Take[]
}

/** What a call knows that decides about its charge. */
export interface ChargedCall {
  readonly input: unknown
  /** What the call was predicted to take, by limit. */
  readonly costs: Readonly<Record<string, number>> | undefined
}

/** What the requests of an operation take over one connection. */
export interface OperationCharges {
  /** Of the first request of a call, which bears what the call costs as a whole. */
  first(call: ChargedCall): Charge
  later(call: ChargedCall): Charge
}

interface Part {
  readonly buckets: BucketsOfLimit
  /** A number, or the id of the limit that the call has predicted it for. */
  readonly cost: number | string
  readonly isForEach: boolean
}

/** Holds of this process have names of their own; other processes have other prefixes. */
const holders = { prefix: crypto.randomUUID(), count: 0 }

const isWeighed = ({ cost }: Part): boolean => typeof cost === 'string'

export function operationCharges(
  { cost }: Pick<OperationDescription, 'cost'>,
  limits: ReadonlyMap<string, BucketsOfLimit>,
): OperationCharges {
  const parts: Part[] = []
  for (const [id, buckets] of limits) {
    const { limit } = buckets
    const named = cost[id]
    const isHeld = limit.kind === 'concurrency'
    if (named !== undefined) {
      parts.push({ buckets, cost: named === 'computed' ? id : named, isForEach: isHeld })
    } else if (limit.unit === 'requests') parts.push({ buckets, cost: 1, isForEach: true })
  }
  return { first: chargeOf(parts), later: chargeOf(parts.filter(({ isForEach }) => isForEach)) }
}

/** Worked out once where nothing about it differs between calls. */
function chargeOf(parts: readonly Part[]): (call: ChargedCall) => Charge {
  const isConstant = parts.every(
    (part) =>
      !isWeighed(part) &&
      !part.buckets.isByInput &&
      part.buckets.limit.kind !== 'concurrency' &&
      !part.buckets.isByDay,
  )
  if (!isConstant) return (call) => build(parts, call)
  const charge = build(parts, { input: undefined, costs: undefined })
  return () => charge
}

function build(parts: readonly Part[], { input, costs }: ChargedCall): Charge {
  const takes: Take[] = []
  const buckets: LimitBucket[] = []
  for (const part of parts) {
    const bucket = part.buckets.find(input)
    if (bucket === undefined) continue
    const cost = typeof part.cost === 'number' ? part.cost : (costs?.[part.cost] ?? 0)
    if (!(cost >= 0 && cost < Infinity)) {
      throw new Problem('internal', {
        detail: `The connector computed that the call costs ${cost} of the limit "${bucket.id}".`,
      })
    }
    if (cost === 0) continue
    const rule = bucket.rule()
    buckets.push(bucket)
    takes.push(
      rule.kind === 'concurrency'
        ? { key: bucket.key, rule, cost, holder: nextHolder() }
        : { key: bucket.key, rule, cost },
    )
  }
  return { takes, buckets, holds: takes.filter(({ rule }) => rule.kind === 'concurrency') }
}

function nextHolder(): string {
  holders.count += 1
  return `${holders.prefix}:${holders.count}`
}
