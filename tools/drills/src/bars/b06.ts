import { setTimeout as sleep } from 'node:timers/promises'
import { parseList, type Item } from 'structured-headers'
import type { Drill } from '../drill.ts'
import { openFront, type Front } from '../inbound/open-front.ts'

const rates = ['3/1s', '7/700ms', '2/1500ms', '10/2s']
const callersPerRate = 50

/** What an answer says about limits, read as RFC 9651 has it. */
interface Said {
  readonly status: number
  readonly left: number
  readonly seconds: number
  readonly retryAfter: number | undefined
  readonly isNamed: boolean
}

/** A caller can rely on what the headers say: how many more, and from when on again. */
export const b06: Drill = {
  id: 'B06',
  promise: 'The headers about limits never lie',
  target:
    '200 callers: every header parses, each request is admitted if and only if something was left, Retry-After ≥ t, and who obeys it is admitted 200 of 200 times (the usual stack sends names of older drafts)',
  async run() {
    const fronts = await Promise.all(rates.map((openRate) => openFront({ openRate })))
    try {
      const trials = fronts.flatMap((front, index) =>
        Array.from({ length: callersPerRate }, (_, caller) => trial(front, `192.0.2.${caller}`, index)),
      )
      const results = await Promise.all(trials)
      const faults = results.flatMap((result) => result.faults)
      const admitted = results.filter(({ isAdmitted }) => isAdmitted).length
      const answers = results.reduce((sum, { count }) => sum + count, 0)
      return {
        measured: `${admitted} of ${results.length} admitted after waiting; ${answers} answers parsed; ${faults.length} lies${faults
          .slice(0, 3)
          .map((fault) => `; ${fault}`)
          .join('')}`,
        pass: admitted === results.length && faults.length === 0,
      }
    } finally {
      await Promise.all(fronts.map((front) => front.close()))
    }
  },
}

/** One caller asks until it is refused, waits as told, and asks once more. */
async function trial(front: Front, address: string, index: number) {
  const faults: string[] = []
  let count = 0
  const ask = async (): Promise<Said> => {
    count += 1
    const said = await read(front, address)
    if (typeof said === 'string') throw new Error(`${rates[index]}: ${said}`)
    return said
  }
  let last = await ask()
  for (let asked = 0; last.status !== 429 && asked < 100; asked += 1) {
    const begun = performance.now()
    const next = await ask()
    const isExpected = next.status === 429 ? last.left === 0 : last.left > 0
    // Something may come free between two requests, and only a wait can tell whether it did.
    const mayBeFree = performance.now() - begun > 50
    if (!isExpected && !mayBeFree) faults.push(`${next.status} although ${last.left} were left`)
    last = next
  }
  if (last.status !== 429) faults.push('was never refused')
  if (!last.isNamed) faults.push('the problem names no policy of the header')
  if (last.left !== 0) faults.push(`refused with ${last.left} left`)
  if (last.retryAfter === undefined || last.retryAfter < last.seconds) faults.push('Retry-After < t')
  await sleep((last.retryAfter ?? 0) * 1_000)
  const { status } = await ask()
  return { faults, count, isAdmitted: status === 200 }
}

/** What is said, or what is wrong with how. */
async function read(front: Front, remoteAddress: string): Promise<Said | string> {
  const answer = await front.app.inject({ url: '/problems', remoteAddress })
  const { headers, statusCode: status } = answer
  const policy = member(headers['ratelimit-policy'])
  const state = member(headers['ratelimit'])
  if (policy === undefined || state === undefined) return 'a header is missing or malformed'
  const [left, seconds] = ['r', 't'].map((name) => state.parameters.get(name))
  const [quota, window] = ['q', 'w'].map((name) => policy.parameters.get(name))
  if (![left, seconds, quota, window].every((value) => Number.isInteger(value)))
    return 'a parameter is no integer'
  if (state.name !== policy.name) return 'the state is of another policy'
  const problem = status === 429 ? answer.json<{ code: string; 'violated-policies': unknown[] }>() : undefined
  return {
    status,
    left: Number(left),
    seconds: Number(seconds),
    retryAfter: headers['retry-after'] === undefined ? undefined : Number(headers['retry-after']),
    isNamed: problem?.code === 'rate_limited' && problem['violated-policies'].includes(policy.name),
  }
}

function member(field: unknown): { name: unknown; parameters: Map<string, unknown> } | undefined {
  try {
    const [item] = parseList(String(field)) as Item[]
    return item === undefined ? undefined : { name: item[0], parameters: item[1] }
  } catch {
    return undefined
  }
}
