import type { Logger } from 'pino'
import { systemTimers, type Timers } from '../limits/timers.ts'
import type { SharedMessages } from '../shared-state/shared-messages.ts'
import { afterCommit } from './after-commit.ts'
import { createChangeReader } from './change-reader.ts'
import type { Database, Store } from './store.ts'

/** That something is not any more what it was. */
export interface Change {
  /** What kind of thing, such as `api-key`. */
  readonly topic: string
  /** Null for what belongs to no tenant. */
  readonly tenant: string | null
  readonly key: string
}

/** Hears of a change; or of nothing in particular, where some may have been missed and all that is known is to be forgotten. */
export type ChangeListener = (change: Change | undefined) => void

/** Tells every instance what has changed in the store, so that each can keep what it has read until then. */
export interface ChangeFeed {
  /**
   * To be called in the transaction of the change, which was begun by `store.transaction`. Once that is committed, this
   * instance hears of it before the transaction resolves, and the others within a second. If it is not, nobody does.
   */
  tell(database: Database, topic: string, tenant: string | null, key: string): Promise<void>
  /** Returns what ends it. A change may be heard of twice. */
  listen(topic: string, listener: ChangeListener): () => void
  /** Looks no more. Resolves when the last look has ended. */
  close(): Promise<void>
}

export interface ChangeFeedParts {
  readonly store: Store
  readonly messages: SharedMessages
  readonly log: Logger
  readonly timers?: Timers
  /** Milliseconds, of a clock that never goes back. */
  readonly now?: () => number
}

/** Milliseconds between two looks, which a message of whoever has changed something cuts short. */
const lookEvery = 500
const cleanEvery = 3_600_000
const channel = 'store-changes'

export function openChangeFeed(parts: ChangeFeedParts): ChangeFeed {
  const { store, messages, log, timers = systemTimers, now = () => performance.now() } = parts
  const listeners = new Map<string, Set<ChangeListener>>()
  const hear = (listener: ChangeListener, change: Change | undefined): void => {
    try {
      listener(change)
    } catch (error) {
      log.error({ err: error, topic: change?.topic }, 'a change of the store was not taken notice of')
    }
  }
  const deliver = (change: Change): void => {
    for (const listener of listeners.get(change.topic) ?? []) hear(listener, change)
  }
  const forgetAll = (): void => {
    for (const all of listeners.values()) for (const listener of all) hear(listener, undefined)
  }
  const listen: ChangeFeed['listen'] = (topic, listener) => {
    const all = listeners.get(topic) ?? new Set()
    listeners.set(topic, all.add(listener))
    return () => all.delete(listener)
  }

  if (store.kind === 'embedded') {
    // There is no other instance. After an outage nobody knows whether the last change was committed.
    const end = store.availability.onChange((isUp) => isUp && forgetAll())
    return {
      tell: async (database, topic, tenant, key) =>
        afterCommit(database, () => deliver({ topic, tenant, key })),
      listen,
      close: async () => end(),
    }
  }

  const reader = createChangeReader(store.database, now)
  let looking: Promise<void> | undefined
  let isLookDue = false
  let isClosed = false
  let cancel = (): void => undefined

  const lookOnce = async (): Promise<void> => {
    if (!store.availability.isUp) {
      reader.reset()
      return
    }
    try {
      const changes = await reader.read()
      if (changes === undefined) forgetAll()
      else for (const change of changes) deliver(change)
    } catch (error) {
      reader.reset()
      log.debug({ err: error }, 'changes of the store could not be read')
    }
  }
  /** Looks now, and once more if that is asked for meanwhile. */
  const look = (): void => {
    isLookDue = true
    looking ??= (async () => {
      while (isLookDue && !isClosed) {
        isLookDue = false
        await lookOnce()
      }
      looking = undefined
      cancel()
      if (!isClosed) cancel = timers.after(lookEvery, look)
    })()
  }

  const ends = [
    messages.subscribe(channel, look),
    store.availability.onChange(look),
    timers.every(cleanEvery, () => {
      reader.clean().catch((error: unknown) => log.debug({ err: error }, 'old changes could not be deleted'))
    }),
  ]
  look()
  return {
    async tell(database, topic, tenant, key) {
      const change = { topic, tenant, key }
      const sequence = await reader.tell(database, change)
      afterCommit(database, () => {
        reader.heard(sequence)
        deliver(change)
        Promise.resolve(messages.publish(channel, '')).catch(() => undefined)
      })
    },
    listen,
    async close() {
      isClosed = true
      cancel()
      for (const end of ends) end()
      await looking
    },
  }
}
