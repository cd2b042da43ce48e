import { LRUCache } from 'lru-cache'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise, SharedState } from '../shared-state/shared-state.ts'
import { roomFor } from '../shared-state/room-for.ts'

const channel = 'limits:pause'
/** Milliseconds. A vendor that asks for more is asked again then: one wrong header must not silence it for good. */
export const longestPause = 86_400_000
const mostKeys = 10_000

/** What vendors want to be left alone, for how long. Told to every instance, and kept for those that start later. */
export interface Pauses {
  /** Milliseconds left; 0 if it is not paused. */
  left(key: SharedKey): number
  begin(key: SharedKey, duration: number): void
  /** Undefined once all that other instances knew of these is known here; a promise while they are being asked. */
  know(takes: readonly Pick<Take, 'key'>[], gate: SharedKey): Promise<void> | undefined
  /** How many keys are paused, or have been. */
  readonly size: number
  close(): void
}

export function createPauses(state: SharedState, now: () => number, wall: () => number): Pauses {
  const until = new Map<SharedKey, number>()
  // Of these keys the store has been asked, or is being asked.
  const known = new LRUCache<SharedKey, true | Promise<void>>(roomFor(mostKeys))
  const isShared = state.kind !== 'memory'

  const note = (key: SharedKey, duration: number): boolean => {
    const end = now() + Math.min(duration, longestPause)
    if (!(duration > 0) || end <= (until.get(key) ?? 0)) return false
    until.set(key, end)
    return true
  }

  const stopHearing = state.messages.subscribe(channel, (message) => {
    const heard = readMessage(message)
    if (heard !== undefined) note(heard.key, heard.duration)
  })
  // Whoever was away has missed messages, so the store is asked again.
  const stopListening = state.availability.onChange((isUp) => {
    if (isUp) known.clear()
  })

  const ask = async (key: SharedKey): Promise<void> => {
    try {
      const found = await state.values.get(keptAt(key))
      if (found !== undefined) note(key, Number(found.value) - wall())
      known.set(key, true)
    } catch {
      known.delete(key)
    }
  }

  const askOnce = (key: SharedKey): true | Promise<void> => {
    const answer = known.get(key) ?? ask(key)
    if (answer !== true) known.set(key, answer)
    return answer
  }

  return {
    left(key) {
      const end = until.get(key)
      if (end === undefined) return 0
      const left = end - now()
      if (left > 0) return left
      until.delete(key)
      return 0
    },
    begin(key, duration) {
      if (!note(key, duration) || !isShared) return
      const ttl = Math.ceil(Math.min(duration, longestPause))
      void ignoreFailure(state.messages.publish(channel, JSON.stringify({ key, duration: ttl })))
      void ignoreFailure(state.values.set(keptAt(key), String(wall() + ttl), { ttl }))
    },
    know(takes, gate) {
      if (!isShared || !state.availability.isUp) return undefined
      let asking: Array<true | Promise<void>> | undefined
      if (known.get(gate) !== true) asking = [askOnce(gate)]
      for (const { key } of takes) if (known.get(key) !== true) (asking ??= []).push(askOnce(key))
      return asking === undefined
        ? undefined
        : Promise.all(asking.map(async (answer) => answer)).then(() => undefined)
    },
    get size() {
      return until.size
    },
    close() {
      stopHearing()
      stopListening()
    },
  }
}

const keptAt = (key: SharedKey): SharedKey => `${key}:pause`

// The store is shared: whatever else was published there must not throw here.
function readMessage(message: string): { key: SharedKey; duration: number } | undefined {
  try {
    const { key, duration } = JSON.parse(message) as { key?: unknown; duration?: unknown }
    return typeof key === 'string' && typeof duration === 'number' && duration > 0
      ? { key: key as SharedKey, duration }
      : undefined
  } catch {
    return undefined
  }
}

function ignoreFailure(told: MaybePromise<unknown>): MaybePromise<unknown> {
  return told instanceof Promise ? told.catch(() => undefined) : told
}
