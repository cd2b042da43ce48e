import type { Logger } from 'pino'
import type { SharedMessages } from '../../shared-state/shared-messages.ts'

const channel = 'tokens'

/** Word among the instances that the tokens of a connection are others now. It hastens; nothing depends on it. */
export interface TokenNews {
  tell(connection: string): void
  /** Until the word comes, or the milliseconds are over. */
  wait(connection: string, milliseconds: number): Promise<void>
  close(): void
}

export function openTokenNews(
  messages: SharedMessages,
  log: Logger,
  onNews: (connection: string) => void,
): TokenNews {
  const waiting = new Map<string, Set<() => void>>()
  const hear = (connection: string): void => {
    onNews(connection)
    for (const wake of waiting.get(connection) ?? []) wake()
  }
  const close = messages.subscribe(channel, hear)
  return {
    tell(connection) {
      const telling = Promise.resolve().then(() => messages.publish(channel, connection))
      telling.catch((error: unknown) => log.debug({ err: error }, 'news of tokens could not be told'))
    },
    wait: (connection, milliseconds) =>
      new Promise((resolve) => {
        const wakers = waiting.get(connection) ?? new Set()
        waiting.set(connection, wakers)
        const wake = (): void => {
          clearTimeout(timer)
          wakers.delete(wake)
          if (wakers.size === 0) waiting.delete(connection)
          resolve()
        }
        const timer = setTimeout(wake, milliseconds)
        wakers.add(wake)
      }),
    close,
  }
}
