import { createListChanges } from './change-lists.ts'
import { startProxy } from './proxy/start-proxy.ts'
import { startRuntime } from './start-runtime.ts'

/** What the suite is pointed to. */
export interface Serving {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function startServing(): Promise<Serving> {
  const runtime = await startRuntime()
  const proxy = await startProxy({ ...runtime, onToolCall: createListChanges(runtime) })
  return {
    url: proxy.url,
    async close() {
      await proxy.close()
      await runtime.close()
    },
  }
}
