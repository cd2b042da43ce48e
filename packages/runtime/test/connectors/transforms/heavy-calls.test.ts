import type { RequestListener } from 'node:http'
import t, { type Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import { expectProblem } from '../../support/expect-problem.ts'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { answerJson, startVendor } from '../../support/start-vendor.ts'

async function openHeavy(
  t: Test,
  listener: RequestListener,
  settings: Partial<Settings> = {},
): Promise<OpenApp & { readonly call: (operation: string, input?: object) => ReturnType<OpenApp['post']> }> {
  const vendor = await startVendor(t, listener)
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/heavy', ...settings },
    dependencies: vendor.connect('heavy'),
  })
  return { ...app, call: (operation, input = {}) => app.post(`/v1/connectors/heavy/${operation}`, input) }
}

const runs = (place: string): RegExp =>
  new RegExp(`^patchbay_transform_duration_seconds_count\\{.*place="${place}"\\}`)

t.test('a big answer is read in a thread, a small one at once', async (t) => {
  const numbers = Array.from({ length: 50_000 }, (_, index) => index)
  let report = numbers.slice(0, 3)
  const { call, metric } = await openHeavy(t, (request, response) => answerJson(report)(request, response))
  t.match(JSON.parse((await call('reports.sum')).text), { data: { rows: 3, sum: 3 } })
  t.same([await metric(runs('inline')), await metric(runs('thread'))], [1, 0])
  report = numbers
  t.match(JSON.parse((await call('reports.sum')).text), { data: { rows: 50_000, sum: 1_249_975_000 } })
  t.same([await metric(runs('inline')), await metric(runs('thread'))], [1, 1])
})

t.test('failures are classified as ever where bytes were asked for', async (t) => {
  const { call } = await openHeavy(t, answerJson({ error: 'no such report' }, 404))
  expectProblem(t, await call('reports.sum'), 'not_found')
})

t.test(
  'bytes that are not the JSON that a transform needs are the vendor’s fault, wherever they are read',
  async (t) => {
    for (const transformInlinePlain of [0, 1_000_000]) {
      const { call } = await openHeavy(
        t,
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
        },
        { transformInlinePlain },
      )
      const { detail } = expectProblem(t, await call('reports.sum'), 'vendor_error')
      t.match(detail, /not the JSON it should be/)
    }
  },
)

t.test(
  'a transform that loops or dies is a fault of ours in that call, and says what happened',
  async (t) => {
    const { call, calls } = await openHeavy(t, answerJson([1, 2]), { transformMemory: 64 })
    t.match(JSON.parse((await call('faults.cause', { behavior: 'well' })).text), { data: 'well' })
    const details = {
      loop: /still at work after \d+ ms, when the time of the call was over/,
      exit: /has ended its thread/,
      'type-error': /failed unexpectedly/,
    }
    for (const [behavior, detail] of Object.entries(details)) {
      t.match(expectProblem(t, await call('faults.cause', { behavior }), 'internal').detail, detail, behavior)
      t.match(calls().at(-1), { level: 'error', outcome: 'internal' })
    }
    expectProblem(t, await call('faults.cause', { behavior: 'problem' }), 'vendor_rejected')
    t.equal((await call('reports.sum')).status, 200)
    t.equal((await call('faults.cause', { behavior: 'well' })).status, 200)
  },
)

t.test('too many heavy calls at once are refused with the time to come back', async (t) => {
  const { call } = await openHeavy(t, answerJson([]), { transformThreads: 1, transformQueue: 0 })
  await call('faults.cause', { behavior: 'well' })
  const answers = await Promise.all([1, 2, 3].map(() => call('faults.cause', { behavior: 'loop' })))
  const refused = answers.filter(({ status }) => status === 503)
  t.equal(refused.length, 2)
  for (const answer of refused) t.equal(expectProblem(t, answer, 'overloaded').retryAfter, 1)
})
