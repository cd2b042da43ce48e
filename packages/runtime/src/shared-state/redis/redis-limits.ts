import { holderOf } from '../holder.ts'
import type { SharedKey } from '../shared-key.ts'
import type { BucketFacts, BucketLevel, BucketRule, Decision, SharedLimits, Take } from '../shared-limits.ts'
import type { VerbMeter } from '../shared-state-metrics.ts'
import { groupByScope } from './scopes.ts'
import type { Script } from './scripts.ts'
import type { Store } from './store.ts'

const nothing = { admitted: true, taken: [], left: [] } as const

/** Counts in Redis, by one script for each verb and with the clock of Redis. */
export class RedisLimits implements SharedLimits {
  readonly #store: Store
  readonly #clock: () => number | ''
  readonly #verbs: Readonly<Record<'acquire' | 'settle' | 'release' | 'learn' | 'levels', VerbMeter>>

  constructor(store: Store, now?: () => number) {
    this.#store = store
    this.#clock = now ?? (() => '')
    this.#verbs = store.verbs('limits', ['acquire', 'settle', 'release', 'learn', 'levels'])
  }

  async acquire(takes: readonly Take[]): Promise<Decision> {
    if (takes.length === 0) return nothing
    for (const take of takes) holderOf(take)
    const { scripts } = this.#store
    const reply = await this.#ask(this.#verbs.acquire, scripts.limitAcquire, takes)
    return decisionFrom(reply as string[])
  }

  async settle(takes: readonly Take[]): Promise<void> {
    await this.#askEachScope(this.#verbs.settle, takes, this.#store.scripts.limitSettle)
  }

  async release(takes: readonly Take[]): Promise<void> {
    const holds = takes.filter((take) => holderOf(take) !== undefined)
    await this.#askEachScope(this.#verbs.release, holds, this.#store.scripts.limitRelease)
  }

  async learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): Promise<void> {
    const { left = '', capacity = '', refillPerSecond = '' } = facts
    const take = { key, rule, cost: 0 }
    await this.#ask(
      this.#verbs.learn,
      this.#store.scripts.limitLearn,
      [take],
      left,
      capacity,
      refillPerSecond,
    )
  }

  async levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): Promise<BucketLevel[]> {
    const levels: BucketLevel[] = []
    const groups = groupByScope(buckets.map(({ key, rule }) => ({ key, rule, cost: 0 })))
    await Promise.all(
      groups.map(async ({ members, indexes }) => {
        const reply = await this.#ask(this.#verbs.levels, this.#store.scripts.limitLevels, members)
        for (const [place, index] of indexes.entries())
          levels[index] = levelFrom(reply as string[], place * 4)
      }),
    )
    return levels
  }

  async #askEachScope(verb: VerbMeter, takes: readonly Take[], script: Script): Promise<void> {
    await Promise.all(groupByScope(takes).map(({ members }) => this.#ask(verb, script, members)))
  }

  #ask(
    verb: VerbMeter,
    script: Script,
    takes: readonly Take[],
    ...more: readonly (string | number)[]
  ): Promise<unknown> {
    const parameters: (string | number)[] = [this.#clock()]
    for (const take of takes) addArguments(parameters, take)
    parameters.push(...more)
    const keys = takes.map(({ key, rule }) => this.#store.keyOf(key, rule.kind))
    return this.#store.link.ask(verb, () => script(keys, parameters))
  }
}

/** The seven that the scripts expect for each key. */
function addArguments(parameters: (string | number)[], take: Take): void {
  const { rule, cost, upTo = cost, holder } = take
  parameters.push(rule.kind, cost, upTo)
  switch (rule.kind) {
    case 'bucket':
      parameters.push('', rule.capacity, rule.refillPerSecond, '')
      return
    case 'window':
      parameters.push('', rule.amount, rule.window, '')
      return
    case 'period':
      parameters.push('', rule.amount, rule.endsAt, rule.period)
      return
    case 'concurrency':
      parameters.push(holder ?? '', rule.amount, rule.holdFor, '')
  }
}

function decisionFrom(reply: readonly string[]): Decision {
  if (reply[0] === 'no')
    return { admitted: false, take: Number(reply[1]), left: numberFrom(reply[2]), wait: numberFrom(reply[3]) }
  const taken: number[] = []
  const left: number[] = []
  for (let index = 1; index < reply.length; index += 2) {
    taken.push(numberFrom(reply[index]))
    left.push(numberFrom(reply[index + 1]))
  }
  return { admitted: true, taken, left }
}

function levelFrom(reply: readonly string[], at: number): BucketLevel {
  const [left, capacity, refillPerSecond, fullIn] = reply.slice(at, at + 4).map(numberFrom) as [
    number,
    number,
    number,
    number,
  ]
  return { left, capacity, refillPerSecond, fullIn }
}

const numberFrom = (text: string | undefined): number => (text === 'inf' ? Infinity : Number(text))
