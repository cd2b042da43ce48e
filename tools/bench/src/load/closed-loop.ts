import { autocannon } from './autocannon.ts'
import type { LoadRequest, LoadResult } from './load-request.ts'

/**
 * As many requests as the server takes: each connection sends the next one when it has its answer. This finds the
 * capacity; its latencies are those of a server that is full, and leave out what a caller would have waited.
 */
export function runClosedLoop(
  request: LoadRequest,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const { origin, path, method, headers, body, status: expected } = request
  return new Promise((resolve, reject) => {
    const latencies: number[] = []
    let wrong = 0
    let lastAnswer = 0
    const begun = performance.now()
    const options = {
      url: `${origin}${path}`,
      connections,
      duration: seconds,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      sampleInt: 50,
    }
    autocannon(options, (error, result) => {
      if (error !== null) {
        reject(error)
        return
      }
      resolve({
        answered: latencies.length,
        failed: wrong + result.errors,
        duration: lastAnswer - begun,
        latencies,
      })
    }).on('response', (_client, status, _bytes, milliseconds) => {
      lastAnswer = performance.now()
      if (Number(status) === expected) latencies.push(milliseconds)
      else wrong += 1
    })
  })
}
