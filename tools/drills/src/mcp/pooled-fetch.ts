import { Agent, fetch as fetchOverPool } from 'undici'

export interface PooledFetch {
  readonly fetch: typeof fetch
  close(): Promise<void>
}

/**
 * A `fetch` over so many connections. Many hundreds that are opened at once are more than a listening socket holds
 * (Node: 511): the system drops them and tries again after seconds, up to a minute, which looks like lost replies.
 */
export function openPooledFetch(connections: number): PooledFetch {
  const dispatcher = new Agent({ connections })
  const pooled = (input: string, init: Parameters<typeof fetchOverPool>[1]) =>
    fetchOverPool(input, { ...init, dispatcher })
  return {
    // The one of Node is an older undici with types of its own.
    fetch: pooled as unknown as typeof fetch,
    close: () => dispatcher.destroy(),
  }
}
