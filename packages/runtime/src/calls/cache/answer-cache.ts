import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Connection } from '../../connections/connection.ts'
import type { EndedConnection } from '../../connections/ended-connection.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { SharedKey } from '../../shared-state/shared-key.ts'
import type { MaybePromise, SharedState } from '../../shared-state/shared-state.ts'
import type { Call } from '../call.ts'
import type { CallResult } from '../call-result.ts'
import type { Perform } from '../perform.ts'
import { registerCacheMetrics } from './cache-metrics.ts'
import type { CompiledRule } from './cache-rule.ts'
import { tagKey, wholeTagKey } from './cache-spot.ts'
import { CachedCalls } from './cached-calls.ts'
import { FirstLevel } from './first-level.ts'
import { SecondLevel } from './second-level.ts'
import { TagBook } from './tag-book.ts'

/** Answers of operations, kept for calls with the same input over the same connection. */
export interface AnswerCache {
  /** Answers at once from what this instance holds. Throws or rejects with a `Problem` or a `CallFailure`. */
  answer(call: Call, connection: Connection, rule: CompiledRule): MaybePromise<CallResult>
  /** Makes obsolete, in all instances, what the operation has changed or may have changed. Never rejects. */
  invalidate(operation: LoadedOperation, connection: Connection): MaybePromise<void>
  /**
   * Makes obsolete all that was answered over a connection: here, and with `everywhere` in all instances. Never rejects.
   */
  forget(connection: EndedConnection, everywhere: boolean): MaybePromise<void>
  /** Calls back with the tags of what an operation may have changed, on this instance or another. Returns what ends it. */
  onInvalidated(listener: (tags: readonly SharedKey[]) => void): () => void
  close(): void
}

export interface AnswerCacheParts {
  readonly settings: Pick<Settings, 'cacheBytes' | 'cacheEntryBytes'>
  /** What other instances see as well. Undefined where there are none: this instance's own memory is then enough. */
  readonly state: SharedState | undefined
  readonly registry: Registry
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly perform: Perform
}

export function openAnswerCache(parts: AnswerCacheParts): AnswerCache {
  const { settings, state, registry, log, now, perform } = parts
  const book = new TagBook()
  const first = new FirstLevel({ bytes: settings.cacheBytes, entryBytes: settings.cacheEntryBytes })
  const listeners = new Set<(tags: readonly SharedKey[]) => void>()
  const tell = (tags: readonly SharedKey[]): void => {
    for (const listener of listeners) listener(tags)
  }
  const second =
    state &&
    new SecondLevel({
      state,
      log,
      onInvalidated(tags) {
        book.moveOn(tags)
        tell(tags)
      },
      onReturn() {
        book.moveOnAll()
        first.clear()
      },
    })
  const metrics = registerCacheMetrics(registry, first)
  const calls = new CachedCalls({ first, second, book, metrics, log, now, perform })
  return {
    answer: (call, connection, rule) => calls.answer(call, connection, rule),
    invalidate({ description }, connection) {
      const tags = description.invalidates.map((tag) => tagKey(connection, tag))
      if (tags.length === 0) return
      book.moveOn(tags)
      tell(tags)
      return second?.invalidate(tags)
    },
    forget(connection, everywhere) {
      const tags = [wholeTagKey(connection)]
      book.forget(connection.key)
      first.forget(connection.key)
      return everywhere ? second?.invalidate(tags) : undefined
    },
    onInvalidated(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => second?.close(),
  }
}
