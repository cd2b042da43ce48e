import { setTimeout as sleep } from 'node:timers/promises'
import { askPostgres, startPostgres, startRedis } from '@patchbay/test-servers'
import { verification } from '../audit/verification.ts'
import type { Drill } from '../drill.ts'
import { startCallers } from '../fleet/fleet-callers.ts'
import { startCountingVendor } from '../support/counting-vendor.ts'
import { answerAfter } from '../support/fake-vendor.ts'
import { startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'

const instances = 3
const callers = 24
/** How often each instance is killed. */
const rounds = 2
/** Milliseconds between two events. */
const span = 2_000
const answer = answerAfter(20)

export const b60: Drill = {
  id: 'B60',
  isLong: true,
  promise: 'A fleet loses nothing that it acknowledged, whichever of its processes is killed',
  target: `${instances} processes on one Postgres and one Redis, ${callers} callers that write, each process killed with SIGKILL ${rounds} times in turn and started again: 0 acknowledged calls without their effect or with two, 0 keys lost, 0 acknowledged changes without exactly one audit entry, the audit intact, 0 answers that are wrong`,
  async run() {
    const [postgres, redis] = await Promise.all([startPostgres({ own: true }), startRedis({ own: true })])
    const { vendor, effects } = await startCountingVendor((_name, ...exchange) => answer(...exchange))
    const runtimes: RuntimeProcess[] = []
    const start = (): Promise<RuntimeProcess> =>
      startRuntime({
        vendors: { main: vendor.origin },
        environment: {
          DATABASE_URL: postgres.url,
          REDIS_URL: redis.url,
          LOG_LEVEL: 'silent',
          PATCHBAY_TURN_BUDGET: '0s',
        },
      })
    try {
      for (let index = 0; index < instances; index += 1) runtimes.push(await start())
      const fleet = startCallers(runtimes, callers)
      for (let kill = 0; kill < rounds * instances; kill += 1) {
        await sleep(span)
        runtimes[kill % instances]?.signal('SIGKILL')
        await sleep(span)
        runtimes[kill % instances] = await start()
      }
      await sleep(span)
      await fleet.stop()

      const kept = await askPostgres(postgres.url, 'select id from api_keys')
      const entries = (await askPostgres(
        postgres.url,
        `select action, count(*)::int as entries, count(distinct request_id)::int as requests from audit_entries where outcome = 'ok' group by action`,
      )) as Array<{ readonly action: string; readonly entries: number; readonly requests: number }>
      const entryOf = (action: string) => entries.find((entry) => entry.action === action)
      const called = entryOf('call.load/items.add')
      const made = entryOf('key.create')
      const wrong = fleet.calls.filter((name) => effects.get(name) !== 1)
      const { isIntact } = await verification(runtimes[0] as RuntimeProcess)
      return {
        measured:
          `${fleet.calls.length} calls acknowledged, ${wrong.length} of them without exactly one effect; ` +
          `${fleet.keys.length} keys acknowledged, ${kept.length} kept; ` +
          `entries: ${called?.entries} of calls (${called?.requests} requests), ${made?.entries} of keys (${made?.requests} requests); audit ${isIntact ? 'intact' : 'BROKEN'}; ` +
          `callers turned away ${fleet.turnedAway} times, ${fleet.faults.length} wrong answers` +
          fleet.faults
            .slice(0, 3)
            .map((fault) => `; ${fault}`)
            .join(''),
        pass:
          fleet.calls.length > 100 &&
          wrong.length === 0 &&
          fleet.keys.length > 10 &&
          kept.length >= fleet.keys.length &&
          (called?.entries ?? 0) >= fleet.calls.length &&
          called?.entries === called?.requests &&
          made?.entries === kept.length &&
          made?.requests === kept.length &&
          isIntact &&
          fleet.faults.length === 0,
      }
    } finally {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await vendor.close()
      await Promise.all([postgres.stop(), redis.stop()])
    }
  },
}
