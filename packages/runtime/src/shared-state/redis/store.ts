import type { SharedKey } from '../shared-key.ts'
import type { SharedStateMeter, VerbMeter } from '../shared-state-metrics.ts'
import type { RedisLink } from './redis-link.ts'
import type { Scripts } from './scripts.ts'

/** What every part of the state in Redis works with. */
export class Store {
  readonly link: RedisLink
  readonly scripts: Scripts
  readonly #prefix: string
  readonly #meter: SharedStateMeter

  constructor(link: RedisLink, scripts: Scripts, prefix: string, meter: SharedStateMeter) {
    this.link = link
    this.scripts = scripts
    this.#prefix = prefix
    this.#meter = meter
  }

  /** The key in Redis. `use` tells apart what is of another type there. */
  keyOf(key: SharedKey, use: string): string {
    return `${this.#prefix}:${key}:${use}`
  }

  channelOf(channel: string): string {
    return `${this.#prefix}:${channel}`
  }

  verbs<Name extends string>(area: string, names: readonly Name[]): Readonly<Record<Name, VerbMeter>> {
    return Object.fromEntries(names.map((name) => [name, this.#meter.verb(`${area}.${name}`)])) as Record<
      Name,
      VerbMeter
    >
  }
}
