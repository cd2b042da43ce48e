import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const encode = (answers: unknown): string => Buffer.from(JSON.stringify(answers)).toString('base64url')

t.test('over REST a call that asks is sent again with the answers in a header', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const { app, post } = await openApp(t, {
    settings: { connectors: './fixtures/connectors/guide' },
    dependencies: vendor.connect('guide'),
  })
  const book = (headers: Record<string, string> = {}) =>
    post('/v1/connectors/guide/bookings.create', {}, { 'idempotency-key': 'trip', ...headers })
  const problem = expectProblem(t, await book(), 'input_required')
  t.match(problem.questions, { seats: { kind: 'form', message: /seats/, schema: { type: 'object' } } })
  t.match(problem.advice, /Patchbay-Answers/)

  const seats = { action: 'accept', content: { seats: 3, class: 'second' } }
  const answer = await book({ 'patchbay-answers': encode({ seats }) })
  t.equal(answer.status, 200, 'under the same key, which the questions did not use up')
  t.match(JSON.parse(answer.text), { data: { booked: '3 second' } })
  t.equal((await book({ 'patchbay-answers': encode({ seats }) })).headers['idempotency-replayed'], 'true')

  for (const header of ['{}', encode([]), encode(null), 'bm9wZQ', encode({}).slice(0, -1)])
    expectProblem(t, await book({ 'idempotency-key': header, 'patchbay-answers': header }), 'invalid_request')

  const document = app.swagger() as {
    paths: Record<string, { post: { parameters: Array<{ name: string }> } }>
  }
  const names = (operation: string): string[] | undefined =>
    document.paths[`/v1/connectors/guide/${operation}`]?.post.parameters.map(({ name }) => name)
  t.ok(names('bookings.create')?.includes('patchbay-answers'), 'the document says so')
  t.notOk(names('places.list')?.includes('patchbay-answers'), 'only where it may be needed')
})
