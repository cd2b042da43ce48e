import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { LimitState } from '../../src/limits/limit-overview.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { fillFolder } from '../../src/testing/embedded-engines.ts'
import { adminKey } from '../support/open-app.ts'
import { startPatchbay } from '../support/spawn-patchbay.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

t.setTimeout(120_000)

const amount = 200
const block = 2
const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

/** One in which it is neither shortly before midnight nor shortly after it. */
const hour = new Date().getUTCHours()
const timeZone = hour >= 1 && hour < 22 ? 'UTC' : 'Etc/GMT-12'

/** One life of a process. */
async function start(t: Test, environment: Readonly<Record<string, string>>) {
  const { url, child, exit } = await startPatchbay(t, environment)
  const post = (path: string, body: object): Promise<Answer> =>
    fetchAnswer(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const inspect = (): Promise<Answer> => post('/v1/connectors/rationed/urls.inspect', {})
  return {
    post,
    inspect,
    async limit(): Promise<LimitState | undefined> {
      const { text } = await fetchAnswer(`${url}/v1/limits`, { headers })
      return (JSON.parse(text) as { data: LimitState[] }).data[0]
    },
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      await exit()
    },
  }
}

t.test('a quota of the day is not spent twice by a process that is killed, and starts again', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const folder = t.testdir()
  await fillFolder(join(folder, 'store'))
  const environment = {
    PATCHBAY_DATA: folder,
    PATCHBAY_CONNECTORS: './fixtures/connectors/rationed',
    PATCHBAY_EGRESS_ALLOW: vendor.url,
    RATIONED_TIME_ZONE: timeZone,
  }
  const connection = { id: 'main', connector: 'rationed', credentials: { key: 'any' } }

  const first = await start(t, environment)
  const created = await first.post('/v1/connections', { ...connection, origins: { api: vendor.url } })
  t.equal(created.status, 201)
  const taken = 40
  for (let count = 0; count < taken; count += 1) t.equal((await first.inspect()).status, 200)
  t.match(await first.limit(), { left: amount - taken, capacity: amount })
  await first.end('SIGKILL')

  const second = await start(t, environment)
  t.equal((await second.inspect()).status, 200)
  const { left = NaN } = (await second.limit()) ?? {}
  t.ok(left <= amount - taken - 1, `${left} are left, and no more than were not taken`)
  t.ok(left >= amount - taken - 1 - block, `${left} are left, and a block is lost at most`)
  // In the midst of work.
  const unanswered = Array.from({ length: 20 }, () => second.inspect().catch(() => undefined))
  await Promise.race(unanswered)
  await second.end('SIGKILL')
  await Promise.all(unanswered)

  const third = await start(t, environment)
  for (let count = 0; count < 20; count += 1) t.equal((await third.inspect()).status, 200)
  const before = (await third.limit())?.left
  await third.end('SIGTERM')

  const fourth = await start(t, environment)
  t.equal((await fourth.inspect()).status, 200)
  t.equal((await fourth.limit())?.left, (before ?? NaN) - 1, 'who ends in order loses nothing')
  const statuses = new Map<number, number>()
  for (let count = 0; count < amount; count += 1) {
    const { status } = await fourth.inspect()
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  t.same([...statuses.keys()], [200, 429], 'then it is spent')
  t.equal((await fourth.limit())?.left, 0)
  t.ok(vendor.requests.length <= amount, `${vendor.requests.length} requests reached the vendor`)
  t.ok(vendor.requests.length >= amount - 2 * block - 20, 'and hardly fewer than it allows')
})
