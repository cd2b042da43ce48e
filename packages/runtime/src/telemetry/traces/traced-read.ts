import type { Tracing } from './span.ts'
import { failureOf } from './within-span.ts'

/** The same reading of the store, as a trace of its own each time; itself where nothing is traced. */
export function tracedRead(
  tracing: Tracing | undefined,
  what: string,
  read: () => Promise<void>,
): () => Promise<void> {
  if (tracing === undefined) return read
  return async () => {
    const span = tracing.begin(`refresh ${what}`, { parent: undefined })
    try {
      await read()
      span.end()
    } catch (error) {
      span.end(failureOf(error))
      throw error
    }
  }
}
