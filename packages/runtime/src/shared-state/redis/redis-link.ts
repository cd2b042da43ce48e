import { randomUUID } from 'node:crypto'
import type { SharedStateMeter, VerbMeter } from '../shared-state-metrics.ts'
import { SharedStateUnavailable, type Availability } from '../shared-state.ts'
import { BudgetedCalls } from './budgeted-calls.ts'
import type { RedisClient } from './connect-redis.ts'
import { InstanceCount } from './instance-count.ts'
import { Recovery } from './recovery.ts'
import type { Script } from './scripts.ts'

// While it is away; each is sent after the one before it was answered or given up.
const probeEvery = 100
const heartbeatEvery = 1_000
/** Milliseconds after which an instance that sends no heartbeat is not counted. */
const instanceLastsFor = 5_000
// As large as a call, so that a line that is too slow for calls is too slow for probes.
const ballast = '.'.repeat(1_024)

// What a server answers that cannot serve now, in distinction to what is wrong with a call.
const unable =
  /^(?:READONLY|LOADING|OOM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|NOAUTH|WRONGPASS|NOPERM|MISCONF|NOREPLICAS|UNBLOCKED)\b/

export interface LinkOptions {
  readonly client: RedisClient
  readonly heartbeat: Script
  readonly prefix: string
  /** Milliseconds. */
  readonly budget: number
  readonly meter: SharedStateMeter
}

/**
 * The way to Redis: up or down. It goes down with the first call that is not answered in time or with the connection, and
 * then refuses at once; it comes up by itself when probes are answered in time.
 */
export class RedisLink implements Availability {
  readonly #client: RedisClient
  readonly #calls: BudgetedCalls
  readonly #recovery = new Recovery()
  readonly #instances = new InstanceCount()
  readonly #listeners = new Set<(isUp: boolean) => void>()
  readonly #meter: SharedStateMeter
  readonly #beat: () => Promise<unknown>
  readonly #leave: () => Promise<unknown>
  #timer: NodeJS.Timeout | undefined
  #isUp = false
  #isClosed = false
  #reason = 'it is not connected yet'

  constructor({ client, heartbeat, prefix, budget, meter }: LinkOptions) {
    this.#client = client
    this.#calls = new BudgetedCalls(budget)
    this.#meter = meter
    const id = randomUUID()
    const keys = [`${prefix}:{instances}`]
    this.#beat = () => heartbeat(keys, [id, instanceLastsFor, ballast])
    this.#leave = () => heartbeat(keys, [id, 0, ''])
    meter.up(false)
    client.on('error', (error: Error) => {
      if (!this.#isUp) this.#reason = error.message || error.name
    })
    client.on('ready', () => this.#tickAfter(0))
    client.on('close', () => this.#goDown('the connection was lost'))
  }

  get isUp(): boolean {
    return this.#isUp
  }

  /** Why it is down, if it is. */
  get reason(): string {
    return this.#reason
  }

  get instances(): number {
    return this.#instances.value
  }

  onChange(listener: (isUp: boolean) => void): () => void {
    const own = (isUp: boolean): void => listener(isUp)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /** Sends a call, if it is up. Rejects with `SharedStateUnavailable` at once or within the budget. */
  async ask<T>(verb: VerbMeter, send: () => Promise<T>): Promise<T> {
    if (!this.#isUp) {
      verb.failed()
      throw new SharedStateUnavailable(this.#reason)
    }
    const begun = performance.now()
    try {
      const value = await this.#calls.run(send, (reason, cause) => {
        if (isItsFault(cause)) this.#goDown(reason)
      })
      verb.answered((performance.now() - begun) / 1_000)
      return value
    } catch (error) {
      verb.failed()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    if (this.#isUp) await this.#calls.run(this.#leave, () => undefined).catch(() => undefined)
    this.#goDown('it was closed')
    this.#listeners.clear()
  }

  /** A heartbeat while it is up; a probe while it is down. */
  async #tick(): Promise<void> {
    const isConnected = this.#client.status === 'ready'
    if (isConnected) {
      await this.#calls
        .run(this.#beat, (reason) => {
          this.#recovery.probeFailed()
          if (this.#isUp) this.#goDown(reason)
          else this.#reason = reason
        })
        .then(
          (count) => this.#answered(Number(count)),
          // What it means is said above.
          () => undefined,
        )
    }
    this.#tickAfter(this.#isUp ? heartbeatEvery : probeEvery)
  }

  #tickAfter(delay: number): void {
    clearTimeout(this.#timer)
    if (this.#isClosed) return
    this.#timer = setTimeout(() => void this.#tick(), delay)
    this.#timer.unref()
  }

  #answered(instances: number): void {
    const now = performance.now()
    this.#instances.saw(instances, now)
    if (this.#isUp || this.#isClosed || !this.#recovery.probeAnswered(now)) return
    this.#isUp = true
    this.#reason = ''
    this.#tell()
  }

  #goDown(reason: string): void {
    if (!this.#isUp) return
    this.#isUp = false
    this.#reason = reason
    this.#recovery.wentDown(performance.now())
    this.#calls.giveUpAll(reason)
    this.#tickAfter(probeEvery)
    this.#tell()
  }

  #tell(): void {
    this.#meter.up(this.#isUp)
    for (const listener of this.#listeners) listener(this.#isUp)
  }
}

/** Whether Redis cannot be asked, rather than having found something wrong with what it was asked. */
function isItsFault(cause: unknown): boolean {
  const isReply = cause instanceof Error && cause.name === 'ReplyError'
  return !isReply || unable.test(cause.message)
}
