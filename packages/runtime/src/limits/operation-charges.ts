import { Problem, type HttpRequest } from '@patchbay/contract'
import type { OperationDescription } from '../connectors/connector-description.ts'
import type { Take } from '../shared-state/shared-limits.ts'
import type { About, BucketsOfLimit, LimitBucket } from './limit-bucket.ts'

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

/** What one request of a call says itself about its charge. */
export type ChargedRequest = Pick<HttpRequest, 'cost' | 'about'>

/** What the requests of an operation take over one connection. */
export interface OperationCharges {
  /** Of the first request of a call, which bears what the call costs as a whole. */
  first(call: ChargedCall, request?: ChargedRequest): Charge
  later(call: ChargedCall, request?: ChargedRequest): Charge
}

interface Part {
  /** Of the limit. */
  readonly id: string
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
      parts.push({ id, buckets, cost: named === 'computed' ? id : named, isForEach: isHeld })
    } else if (limit.unit === 'requests') parts.push({ id, buckets, cost: 1, isForEach: true })
  }
  return {
    first: chargeOf(parts, limits),
    later: chargeOf(
      parts.filter(({ isForEach }) => isForEach),
      limits,
    ),
  }
}

/** Worked out once where nothing about it differs between calls. */
function chargeOf(
  parts: readonly Part[],
  limits: ReadonlyMap<string, BucketsOfLimit>,
): (call: ChargedCall, request?: ChargedRequest) => Charge {
  const isConstant = parts.every(
    (part) =>
      !isWeighed(part) &&
      !part.buckets.isByCall &&
      part.buckets.limit.kind !== 'concurrency' &&
      !part.buckets.isByDay,
  )
  const charge = isConstant ? build(parts, { input: undefined, costs: undefined }) : undefined
  return (call, request) => {
    if (request?.cost !== undefined) {
      return build(partsWith(request.cost, parts, limits), call, request.about)
    }
    return charge ?? build(parts, call, request?.about)
  }
}

/** The parts of a request that states itself what it takes. */
function partsWith(
  cost: Readonly<Record<string, number>>,
  parts: readonly Part[],
  limits: ReadonlyMap<string, BucketsOfLimit>,
): Part[] {
  const others = parts.filter(({ id }) => !Object.hasOwn(cost, id))
  const stated = Object.entries(cost).map(([id, amount]): Part => {
    const buckets = limits.get(id)
    if (buckets === undefined)
      throw new Problem('internal', { detail: `The connector has no limit "${id}".` })
    return { id, buckets, cost: amount, isForEach: true }
  })
  return [...others, ...stated]
}

function build(parts: readonly Part[], { input, costs }: ChargedCall, about?: About): Charge {
  const takes: Take[] = []
  const buckets: LimitBucket[] = []
  for (const part of parts) {
    const bucket = part.buckets.find(input, about)
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
