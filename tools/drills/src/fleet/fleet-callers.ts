import { setTimeout as sleep } from 'node:timers/promises'
import { adminKey, type RuntimeProcess } from '../support/runtime-process.ts'

/** Milliseconds until a caller goes to the next instance, as a load balancer would. */
const patience = 10_000
/** Milliseconds that one change may take, over all instances that are asked for it. */
const longest = 60_000

/** Callers that write to whichever instance serves, each change until it is acknowledged. */
export interface FleetCallers {
  /** Names of the calls that were acknowledged, each sent with an idempotency key of its own. */
  readonly calls: string[]
  /** Names of the keys that were made. */
  readonly keys: string[]
  /** Reads of acknowledged state that gave something else, and changes that no instance acknowledged. */
  readonly faults: string[]
  /** How often a connection was cut or refused, or an instance said to come back later. */
  readonly turnedAway: number
  /** Lets each caller end what it is at. */
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Whether it is not for another instance, or for later. Of 409, only that nobody can know what became of the call. */
const isFinal = ({ status, text }: Answer): boolean =>
  status === 409 ? text.includes('outcome_unknown') : status !== 429 && status !== 503

/** `among` gives the instances that are meant to run; those that were killed stay among them. */
export function startCallers(among: readonly RuntimeProcess[], callers: number): FleetCallers {
  const calls: string[] = []
  const keys: string[] = []
  const faults: string[] = []
  let turnedAway = 0
  let isOver = false

  /** Asks one instance after the other, until one says something of the request. */
  const ask = async (from: number, path: string, init: RequestInit): Promise<Answer | undefined> => {
    const until = Date.now() + longest
    for (let index = from; Date.now() < until; index += 1) {
      const { url } = among[index % among.length] as RuntimeProcess
      const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(patience) })
        .then(async (response): Promise<Answer> => ({ status: response.status, text: await response.text() }))
        .catch(() => undefined)
      if (answer !== undefined && isFinal(answer)) return answer
      turnedAway += 1
      await sleep(50)
    }
    return undefined
  }
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
  const call = async (name: string, index: number): Promise<void> => {
    const answer = await ask(index, '/v1/connectors/load/items.add', {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': name },
      body: JSON.stringify({ name }),
    })
    if (answer?.status === 200) calls.push(name)
    else if (answer?.status !== 409)
      faults.push(`call ${name}: ${answer?.status} ${answer?.text.slice(0, 200)}`)
  }
  const makeKey = async (name: string, index: number): Promise<void> => {
    const body = JSON.stringify({ name, role: 'viewer' })
    const made = await ask(index, '/v1/keys', { method: 'POST', headers, body })
    if (made?.status !== 201) {
      faults.push(`key ${name}: ${made?.status} ${made?.text.slice(0, 200)}`)
      return
    }
    keys.push(name)
    const { data } = JSON.parse(made.text) as { readonly data: { readonly key: string } }
    const authorization = `Bearer ${data.key}`
    const used = await ask(index + 1, '/v1/me', { headers: { authorization } })
    if (used?.status !== 200) faults.push(`key ${name} used elsewhere: ${used?.status}`)
  }
  const working = Array.from({ length: callers }, async (_, caller) => {
    for (let count = 0; !isOver; count += 1) {
      const name = `${caller}-${count}`
      await (count % 10 === 9 ? makeKey(name, caller) : call(name, caller))
    }
  })
  return {
    calls,
    keys,
    faults,
    get turnedAway() {
      return turnedAway
    },
    async stop() {
      isOver = true
      await Promise.all(working)
    },
  }
}
