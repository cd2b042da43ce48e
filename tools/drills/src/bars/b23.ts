import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@patchbay/test-servers'
import { tryWrong } from '../configuration/try-wrong.ts'
import type { Drill } from '../drill.ts'
import { answerWell, startVendor } from '../support/fake-vendor.ts'
import { runOpenLoop, type Sample } from '../support/open-loop.ts'
import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const instances = 3
const flips = 200
/** Calls per second beside the flips, over all instances. */
const rate = 150
/** Milliseconds within which each flip must be in effect everywhere. */
const within = 1_000

const authorization = `Bearer ${adminKey}`
// The wrong configurations are of another connection, so each call names its own.
const ownConnection = { 'patchbay-connection': 'main' }
const json = { authorization, 'content-type': 'application/json' }
const rulePath = '/v1/flags/calls/rules/*:load:items.get'

/** Switches the operation by way of one instance. Gives the ETag to change it with the next time. */
async function flip({ url }: RuntimeProcess, value: boolean, tag: string | undefined): Promise<string> {
  const answer = await fetch(url + rulePath, {
    method: 'PUT',
    headers: { ...json, ...(tag === undefined ? {} : { 'if-match': tag }) },
    body: JSON.stringify({ value }),
  })
  const next = answer.headers.get('etag')
  if (answer.status !== 200 || next === null) throw new Error(`a flip was answered ${await answer.text()}`)
  return next
}

async function isOn({ url }: RuntimeProcess): Promise<boolean> {
  const options = { method: 'POST', headers: { ...json, ...ownConnection }, body: '{}' }
  const answer = await fetch(`${url}/v1/connectors/load/items.get`, options)
  await answer.text()
  return answer.status === 200
}

/** Milliseconds until an instance does as it was told, up to ten times as long as it may take. */
async function inEffect(runtime: RuntimeProcess, value: boolean, begun: number): Promise<number> {
  while ((await isOn(runtime)) !== value && performance.now() - begun < within * 10) await sleep(5)
  return performance.now() - begun
}

interface Entry {
  readonly action: string
  readonly outcome: string
}

/** All of the audit, the newest first. */
async function readEntries({ url }: RuntimeProcess): Promise<Entry[]> {
  const entries: Entry[] = []
  let cursor: string | undefined
  do {
    const query = cursor === undefined ? '' : `&cursor=${cursor}`
    const answer = await fetch(`${url}/v1/audit?limit=200${query}`, { headers: { authorization } })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`the audit was answered ${text}`)
    const page = JSON.parse(text) as { data: Entry[]; meta: { next?: string } }
    entries.push(...page.data)
    cursor = page.meta.next
  } while (cursor !== undefined)
  return entries
}

export const b23: Drill = {
  id: 'B23',
  isLong: true,
  promise: 'No wrong configuration takes effect, and flags flip under load without harm',
  target: `${flips} flips of a kill switch by turns on ${instances} processes with one Postgres and no Redis, under ${rate} calls/s: each in effect on all of them within ${within} ms, no error but disabled, one audit entry each; 50 wrong configurations, over REST and at starts, of which none takes effect, each error points at the field, and each that was sent has an audit entry`,
  async run() {
    const postgres = await startPostgres({ own: true })
    const databaseUrl = await postgres.createDatabase()
    const vendor = await startVendor((request, response) => answerWell(request, response))
    const runtimes: RuntimeProcess[] = []
    try {
      for (let index = 0; index < instances; index += 1) {
        runtimes.push(
          await startRuntime({
            vendors: { main: vendor.origin },
            environment: { DATABASE_URL: databaseUrl, PATCHBAY_READ_RATE: 'off', LOG_LEVEL: 'silent' },
          }),
        )
      }
      let isOver = false
      const samples: Sample[] = []
      const load = (async () => {
        while (!isOver) {
          const origins = runtimes.map(({ url }) => url)
          samples.push(...(await runOpenLoop({ origins, rate, duration: 2_000, headers: ownConnection })))
        }
      })()
      const times: number[] = []
      let tag: string | undefined
      for (let count = 0; count < flips; count += 1) {
        const value = count % 2 === 1
        tag = await flip(runtimes[count % instances] as RuntimeProcess, value, tag)
        const begun = performance.now()
        times.push(...(await Promise.all(runtimes.map((runtime) => inEffect(runtime, value, begun)))))
      }
      const wrong = await tryWrong(runtimes[0] as RuntimeProcess, vendor.origin)
      isOver = true
      await load
      const odd = samples.filter(({ status, code }) => status !== 200 && code !== 'disabled')
      const refused = samples.filter(({ code }) => code === 'disabled').length
      const slowest = Math.max(...times)
      const entries = await readEntries(runtimes[0] as RuntimeProcess)
      // One more than the flips: the rule that was to stay as it is.
      const flipped =
        entries.filter(({ action, outcome }) => action === 'flag.set' && outcome === 'ok').length - 1
      const refusals = entries.filter(({ outcome }) => outcome === 'invalid_input').length
      const refusedAll = wrong.tried - wrong.failures.length
      const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
      return {
        measured: `${flips} flips in effect on ${instances} processes after ${median.toFixed(0)} ms (median), ${slowest.toFixed(0)} ms at most; ${samples.length} calls, ${refused} x disabled, ${odd.length} other errors${odd[0] === undefined ? '' : ` (${odd[0].status} ${odd[0].code})`}; ${flipped} audit entries of flips; ${refusedAll}/${wrong.tried} wrong configurations refused with their field, ${refusals} audit entries of the ${wrong.changes} that were sent${wrong.failures[0] === undefined ? '' : ` (${wrong.failures.join('; ').slice(0, 600)})`}`,
        pass:
          slowest <= within &&
          refused > 0 &&
          odd.length === 0 &&
          flipped === flips &&
          wrong.tried >= 50 &&
          wrong.failures.length === 0 &&
          refusals === wrong.changes,
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await Promise.all([vendor.close(), postgres.stop()])
    }
  },
}
