import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { adminKey } from './runtime-process.ts'

/** What came of one request. */
export interface Sample {
  /** When it was meant to be sent, in milliseconds since the load began. */
  readonly at: number
  /** From then until the end of the answer, in milliseconds: what a stall costs shows in all that it delayed. */
  readonly latency: number
  /** 0 where there was no answer. */
  readonly status: number
  /** Of the failure: the code of the problem, or of the network's error. */
  readonly code: string | undefined
}

export interface OpenLoopOptions {
  /** Where to send the nth request. Several origins take turns. */
  readonly origins: readonly string[]
  /** Requests per second, whatever becomes of earlier ones. */
  readonly rate: number
  /** Milliseconds. */
  readonly duration: number
  /** Default: POST /v1/connectors/load/items.get with an empty input. */
  readonly operation?: string
  readonly body?: string | ((n: number) => string)
  readonly headers?: Readonly<Record<string, string>>
  /** Sockets for each origin. Default: 256. */
  readonly connections?: number
  /** Milliseconds that the client waits for an answer. Default: 10,000. */
  readonly patience?: number
}

const tick = 1

/** Calls an operation at a fixed rate and keeps what came of each call, in the order of the answers. */
export async function runOpenLoop(options: OpenLoopOptions): Promise<Sample[]> {
  const {
    rate,
    duration,
    operation = 'items.get',
    body = '{}',
    connections = 256,
    patience = 10_000,
  } = options
  const pools = options.origins.map(
    (origin) => new Pool(origin, { connections, headersTimeout: patience, bodyTimeout: patience }),
  )
  const path = `/v1/connectors/load/${operation}`
  const headers = {
    authorization: `Bearer ${adminKey}`,
    'content-type': 'application/json',
    ...options.headers,
  }
  const samples: Sample[] = []
  const answers: Array<Promise<void>> = []
  const total = Math.max(1, Math.round((rate * duration) / 1_000))
  const begun = performance.now()

  const send = async (n: number): Promise<void> => {
    const at = (n * 1_000) / rate
    let status = 0
    let code: string | undefined
    try {
      const pool = pools[n % pools.length] as Pool
      const text = typeof body === 'string' ? body : body(n)
      const answer = await pool.request({ method: 'POST', path, headers, body: text })
      status = answer.statusCode
      const answered = await answer.body.text()
      if (status >= 400) code = /"code":"(\w+)"/.exec(answered)?.[1]
    } catch (error) {
      code = (error as NodeJS.ErrnoException).code ?? String(error)
    }
    samples.push({ at, latency: performance.now() - begun - at, status, code })
  }

  for (let sent = 0; sent < total;) {
    const due = Math.min(total, 1 + Math.floor(((performance.now() - begun) * rate) / 1_000))
    for (; sent < due; sent += 1) answers.push(send(sent))
    await sleep(tick)
  }
  await Promise.all(answers)
  await Promise.all(pools.map((pool) => pool.destroy()))
  return samples
}
