import { runClosedLoop } from './closed-loop.ts'
import type { LoadRequest } from './load-request.ts'

/** Seconds, as long as there is enough to warm up for. */
const slice = 2
const shortSlice = 0.5
const few = 5_000

/**
 * Loads a server until it has answered so many requests. V8 goes on compiling what is hot for tens of thousands of them,
 * and the more code a call runs through, the longer: a server with much of it would look slower than it is. Stops at
 * once if requests fail.
 */
export async function warmUp(request: LoadRequest, connections: number, requests: number): Promise<void> {
  for (let answered = 0; answered < requests;) {
    const result = await runClosedLoop(request, connections, requests < few ? shortSlice : slice)
    if (result.failed > 0 || result.answered === 0) {
      throw new Error(`${request.method} ${request.path}: ${result.failed} requests failed in the warm-up.`)
    }
    answered += result.answered
  }
}
