import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { startPostgres } from '@patchbay/test-servers'
import { fetchAnswer } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { newEntry } from '../support/open-test-vault.ts'
import { startPatchbay } from '../support/spawn-patchbay.ts'
import { until } from '../support/until.ts'

t.setTimeout(120_000)

const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }

interface Entry {
  readonly action: string
  readonly outcome: string
  readonly requestId: string
}

t.test(
  'an instance that is killed while the store is away tells all that it acknowledged, once it starts again in its folder',
  async (t) => {
    const postgres = await startPostgres({ own: true })
    t.teardown(() => postgres.stop())
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-audit-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const environment = {
      DATABASE_URL: await postgres.createDatabase(),
      PATCHBAY_DATA: folder,
      PATCHBAY_KEYS: newEntry('a'),
      PATCHBAY_STORE_TIMEOUT: '1s',
    }
    const { url, child } = await startPatchbay(t, environment)
    const post = (path: string, body: object) =>
      fetchAnswer(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const acknowledged: string[] = []
    const write = async (): Promise<void> => {
      const answer = await post('/v1/connectors/echo/notes.write', { note: { text: 'milk' } })
      if (answer.status === 200) acknowledged.push(String(answer.headers['x-request-id']))
    }
    const writeSome = async (): Promise<void> => {
      for (let round = 0; round < 5; round += 1) await Promise.all([write(), write(), write(), write()])
    }

    await writeSome()
    t.equal(acknowledged.length, 20)
    await postgres.kill()
    await writeSome()
    t.equal(acknowledged.length, 40, 'a store that is away holds no call up')
    const key = await post('/v1/keys', { name: 'one', role: 'viewer' })
    t.equal(key.status, 503)
    // In the midst of work, and of no use to anybody from then on.
    const unanswered = Array.from({ length: 8 }, () => write().catch(() => undefined))
    child.kill('SIGKILL')
    await Promise.all([once(child, 'close'), ...unanswered])
    const waiting = (): string[] =>
      readdirSync(join(folder, 'audit')).filter((name) => name.endsWith('.events'))
    t.ok(waiting().length > 0, 'entries wait in files')

    await postgres.restart()
    const again = await startPatchbay(t, environment)
    const entries = async (): Promise<Entry[]> => {
      const { status, text } = await fetchAnswer(`${again.url}/v1/audit/export`, { headers })
      if (status !== 200) return []
      const lines = text.split('\n').filter((line) => line !== '')
      return lines.map((line) => JSON.parse(line) as Entry)
    }
    t.ok(await until(() => waiting().length === 0, 20_000), 'they are in the store')
    const all = await entries()
    const times = new Map<string, number>()
    for (const { requestId } of all) times.set(requestId, (times.get(requestId) ?? 0) + 1)
    t.same(
      acknowledged.filter((id) => times.get(id) !== 1),
      [],
      'each that was acknowledged, once',
    )
    t.match(
      all.filter(({ action }) => action === 'key.create'),
      [{ outcome: 'state_unavailable', requestId: String(key.headers['x-request-id']) }],
      'and of a change that was not made, that it failed',
    )
    const keys = await fetchAnswer(`${again.url}/v1/keys`, { headers })
    t.same((JSON.parse(keys.text) as { data: unknown }).data, [])
    const verification = await fetchAnswer(`${again.url}/v1/audit/verification`, { headers })
    t.match(JSON.parse(verification.text), { data: { isIntact: true, entries: all.length } })
  },
)
