import { setTimeout as sleep } from 'node:timers/promises'
import { askPostgres, startPostgres, startRedis } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { startCountingVendor } from '../support/counting-vendor.ts'
import { answerWell } from '../support/fake-vendor.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const instances = 3
/** Calls with one key at once, on each instance. */
const concurrent = 100
/** Seconds. */
const day = 86_400

/** An answer as a caller sees it; status 0 where the connection broke. */
interface Seen {
  readonly status: number
  readonly type: string | null
  readonly text: string
  readonly code: string
  readonly isReplay: boolean
  readonly retryAfter: string | null
}

async function add({ url }: RuntimeProcess, name: string, key?: string): Promise<Seen> {
  const headers = {
    authorization: `Bearer ${adminKey}`,
    'content-type': 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  try {
    const body = JSON.stringify({ name })
    const answer = await fetch(`${url}/v1/connectors/load/items.add`, { method: 'POST', headers, body })
    const text = await answer.text()
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text,
      code: /"code":"(\w+)"/.exec(text)?.[1] ?? '',
      isReplay: answer.headers.get('idempotency-replayed') === 'true',
      retryAfter: answer.headers.get('retry-after'),
    }
  } catch {
    return { status: 0, type: null, text: '', code: 'cut', isReplay: false, retryAfter: null }
  }
}

const isSame = (one: Seen, other: Seen): boolean =>
  other.isReplay && one.status === other.status && one.type === other.type && one.text === other.text

/** What became of each part of the drill: whether it is as promised, and how it looks in the report. */
type Finding = readonly [holds: boolean, words: string]

/** A vendor with something to do when a name arrives, and when it was answered. */
async function startWatchedVendor() {
  const onArrival = new Map<string, () => void>()
  const onAnswer = new Map<string, () => void>()
  const counting = await startCountingVendor((name, request, response) => {
    onArrival.get(name)?.()
    if (name === 'silent') return
    const after = onAnswer.get(name)
    if (after !== undefined) response.once('finish', after)
    setTimeout(() => answerWell(request, response), name === 'many' ? 300 : 0)
  })
  return { ...counting, onArrival, onAnswer }
}

/** Seconds that each record has left. */
async function lifetimesOf(database: string): Promise<number[]> {
  const rows = await askPostgres(
    database,
    'select extract(epoch from ends - now())::float8 as left from idempotency_records',
  )
  return (rows as Array<{ readonly left: number }>).map(({ left }) => left)
}

export const b31: Drill = {
  id: 'B31',
  isLong: true,
  promise: 'One Idempotency-Key, one effect',
  target: `${concurrent} concurrent calls x ${instances} instances on one Postgres and one Redis, another body, no key, a bad key, kill -9 around the effect, execute-then-timeout: 1 effect each; 409 with Retry-After while it runs, then the same bytes; 422; 400; after kill -9 409 outcome_unknown; the same bytes without Redis and after a restart of everything; kept 24 h; no 5xx but the 504 of the vendor that is silent. Others: a lock of 5 s without a fingerprint (Svix)`,
  async run() {
    const [postgres, redis] = await Promise.all([startPostgres({ own: true }), startRedis({ own: true })])
    const { vendor, effects, onArrival, onAnswer } = await startWatchedVendor()
    const runtimes: RuntimeProcess[] = []
    const findings: Finding[] = []
    const seen: Seen[] = []
    const send = async (index: number, name: string, key?: string): Promise<Seen> => {
      const answer = await add(runtimes[index % runtimes.length] as RuntimeProcess, name, key)
      seen.push(answer)
      return answer
    }
    const start = (): Promise<RuntimeProcess> =>
      startRuntime({
        vendors: { main: vendor.origin },
        environment: {
          DATABASE_URL: postgres.url,
          REDIS_URL: redis.url,
          PATCHBAY_VENDOR_SILENCE: '2s',
          PATCHBAY_TURN_BUDGET: '0s', // on a busy machine the burst would be refused as overload, which is right
          LOG_LEVEL: 'silent',
        },
      })
    try {
      for (let index = 0; index < instances; index += 1) runtimes.push(await start())

      const many = await Promise.all(
        Array.from({ length: concurrent * instances }, (_, index) => send(index, 'many', 'many')),
      )
      const firsts = many.filter(({ status, isReplay }) => status === 200 && !isReplay)
      const waiting = many.filter(({ status }) => status === 409)
      const replays = many.filter(({ isReplay }) => isReplay)
      const [first] = firsts
      const later = await Promise.all(runtimes.map((_, index) => send(index, 'many', 'many')))
      findings.push([
        first !== undefined &&
          firsts.length === 1 &&
          waiting.length > 0 &&
          firsts.length + waiting.length + replays.length === many.length &&
          waiting.every(({ code, retryAfter }) => code === 'conflict' && Number(retryAfter) > 0) &&
          [...replays, ...later].every((answer) => isSame(first, answer)) &&
          effects.get('many') === 1,
        `${many.length} at once: ${effects.get('many')} effect, ${firsts.length} x 200, ${waiting.length} x 409, then ${later.length} x the same bytes`,
      ])

      const other = await send(1, 'other', 'many')
      const bad = await send(2, 'bad', 'not a key')
      await send(0, 'keyless')
      await send(1, 'keyless')
      findings.push([
        other.status === 422 && other.code === 'idempotency_mismatch' && !effects.has('other'),
        `another body ${other.status}`,
      ])
      findings.push([
        bad.status === 400 && bad.code === 'invalid_request' && !effects.has('bad'),
        `bad key ${bad.status}`,
      ])
      findings.push([
        effects.get('keyless') === 2,
        `without a key ${effects.get('keyless')} effects of 2 calls`,
      ])

      const silent = await send(0, 'silent', 'silent')
      const again = await send(1, 'silent', 'silent')
      findings.push([
        silent.status === 504 &&
          silent.code === 'outcome_unknown' &&
          isSame(silent, again) &&
          effects.get('silent') === 1,
        `execute, then time out: ${silent.status} ${silent.code}, ${effects.get('silent')} effect, then the same bytes`,
      ])

      onArrival.set('killed', () => runtimes[1]?.signal('SIGKILL'))
      onAnswer.set('killed-late', () => runtimes[2]?.signal('SIGKILL'))
      const cut = [await send(1, 'killed', 'killed'), await send(2, 'killed-late', 'killed-late')]
      findings.push([
        cut[0]?.status === 0,
        `kill -9 cut ${cut.filter(({ status }) => status === 0).length} calls`,
      ])
      for (const name of ['killed', 'killed-late']) {
        const meanwhile = await send(0, name, name)
        let after = meanwhile
        for (
          const begun = performance.now();
          after.code === 'conflict' && performance.now() - begun < 20_000;
        ) {
          await sleep(250)
          after = await send(0, name, name)
        }
        const isKnown = after.status === 200 && after.isReplay
        findings.push([
          effects.get(name) === 1 && ((after.status === 409 && after.code === 'outcome_unknown') || isKnown),
          `${name}: ${meanwhile.code === 'conflict' ? '409 conflict, then ' : ''}${after.status} ${after.code || 'replayed'}, ${effects.get(name)} effect`,
        ])
      }

      await redis.kill()
      const withoutRedis = await send(0, 'many', 'many')
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await postgres.restart()
      runtimes.splice(0, runtimes.length, await start())
      const restarted = await send(0, 'many', 'many')
      findings.push([
        first !== undefined &&
          [withoutRedis, restarted].every((answer) => isSame(first, answer)) &&
          effects.get('many') === 1,
        `without Redis ${withoutRedis.status}, then after kill -9 of all and of Postgres ${restarted.status}, ${effects.get('many')} effect`,
      ])

      const lifetimes = await lifetimesOf(postgres.url)
      const isDay = lifetimes.length > 0 && lifetimes.every((time) => time > day - 180 && time <= day)
      findings.push([isDay, `${lifetimes.length} records for ${isDay ? '24 h' : lifetimes.join(' s, ')}`])
      const faults = seen.filter(
        (answer) => answer.status >= 500 && !isSame(silent, { ...answer, isReplay: true }),
      )
      const codes = [...new Set(faults.map(({ code }) => code))].join(', ')
      findings.push([faults.length === 0, `${faults.length} x 5xx beside it${codes && ` (${codes})`}`])
      return {
        measured: findings.map(([holds, words]) => (holds ? words : `FAILED ${words}`)).join('; '),
        pass: findings.every(([holds]) => holds),
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await Promise.all([vendor.close(), postgres.stop(), redis.stop()])
    }
  },
}
