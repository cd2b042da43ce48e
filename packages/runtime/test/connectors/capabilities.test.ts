import t from 'tap'
import { Problem, type Content } from '@patchbay/contract'
import type { Call } from '../../src/calls/call.ts'
import type { CallResult } from '../../src/calls/call-result.ts'
import { createInProcessHost } from '../../src/connectors/in-process-host.ts'
import guide from '../fixtures/connectors/guide/index.ts'
import { engineOver } from '../support/engine-over.ts'
import { remote } from '../support/remote-host.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

const host = createInProcessHost(guide, '1.0.0')

const problemOf = async (call: Promise<unknown>): Promise<Problem> => {
  try {
    await call
  } catch (error) {
    if (Problem.is(error)) return error
    throw error
  }
  throw new Error('there was no problem')
}

for (const [side, over] of [
  ['near', host],
  ['far', remote(host)],
] as const) {
  t.test(`${side}: an operation asks, and goes on once all is answered`, async (t) => {
    const vendor = await startVendor(t, answerJson({ ok: true }))
    const call = await engineOver(t, over, vendor)
    const book = (answers?: Call['answers'], more: Partial<Call> = {}, input = {}): Promise<CallResult> =>
      call('bookings.create', input, { ...more, answers })
    const first = { action: 'accept', content: { class: 'first' } }

    const asked = await problemOf(book())
    t.match(asked, { code: 'input_required', status: 422, retryable: false })
    t.match(asked.questions, {
      seats: {
        kind: 'form',
        schema: {
          properties: {
            seats: { type: 'integer', default: 1 },
            class: { type: 'string', oneOf: [{ const: 'first', title: 'First class' }, { const: 'second' }] },
          },
        },
      },
    })
    const next = await problemOf(book({ seats: first }))
    t.same(Object.keys(next.questions ?? {}), ['paid'], 'what is answered is not asked again')
    const paid = await book({ seats: first, paid: { action: 'accept' }, more: 1 })
    t.equal(paid.data, '{"booked":"1 first"}', 'with the default of the form')
    t.equal((await book({ seats: { action: 'decline' } })).data, '{"booked":"nothing"}')

    const wrong = await problemOf(
      book({ seats: { action: 'accept', content: { seats: 0, class: 'third' } } }),
    )
    t.same(Object.keys(wrong.questions ?? {}), ['seats'])
    t.match(wrong.message, /seats has an answer that does not fit: .*\/seats .*\/class/)
    for (const answer of [1, null, 'yes', [], {}, { action: 'maybe' }, { action: 'accept' }])
      t.equal((await problemOf(book({ seats: answer }))).code, 'input_required', JSON.stringify(answer))
    t.equal(
      (await problemOf(book(undefined, { askable: ['url'] }))).code,
      'vendor_rejected',
      'it can ask what it can ask',
    )

    const late = await problemOf(book(undefined, {}, { early: true }))
    t.equal(late.code, 'outcome_unknown', 'to ask after a request that acts is no reason to send it again')
  })

  t.test(`${side}: a listener is told how far a call is, and what it logs`, async (t) => {
    const call = await engineOver(t, over, await startVendor(t, answerJson({})))
    const told: unknown[] = []
    const listener: Call['listener'] = {
      progress: (progress) => told.push(progress),
      log: (level, fields, message) => told.push([level, fields, message]),
    }
    await call('places.walk', {}, { listener })
    t.match(told, [
      { done: 1, total: 2, message: 'step 1' },
      ['info', { step: 1 }, 'step'],
      { done: 2, total: 2 },
      ['info', { step: 2 }, 'step'],
    ])
    t.notMatch(JSON.stringify(told), 'hidden', 'with secret fields masked')
    t.equal((await call('places.walk')).data, '{"walked":2}', 'nobody has to listen')
  })

  t.test(`${side}: an answer is shown as its operation says, kept or new`, async (t) => {
    const call = await engineOver(t, over, await startVendor(t, answerJson({})))
    const name = `Porto ${side}`
    const look = (input = { name }): Promise<CallResult> =>
      call('places.picture', input, { isPresented: true })
    const [made, kept] = [await look(), await look()]
    t.equal(kept.cache?.status, 'hit')
    const { taken } = JSON.parse(made.data) as { taken: number }
    const content: Content[] = [
      { type: 'text', text: `Picture ${taken} of ${name}` },
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
    ]
    t.same(made.content, content)
    t.same(kept.content, content)
    t.equal((await call('places.picture', { name })).content, undefined, 'nobody looks')
    t.equal((await call('places.list', {}, { isPresented: true })).content, undefined, 'it says nothing')
    const unseen = await look({ name: 'nowhere' })
    t.match(unseen.data, /taken/)
    t.equal(unseen.content, undefined, 'a bug in present does not fail a call that has succeeded')
  })

  t.test(`${side}: a prompt asks as an operation does`, async (t) => {
    const values = { place: 'Ghent' }
    const asked = await problemOf(over.prompt({ prompt: 'tour', values, now: 0 }))
    t.same(asked.questions?.['budget']?.kind, 'form')
    const answers = { budget: { action: 'accept', content: { euros: 20 } } }
    t.same(await over.prompt({ prompt: 'tour', values, now: 0, answers }), [
      { role: 'user', content: { type: 'text', text: 'Plan a slow day in Ghent, for 20 euros.' } },
    ])
    t.equal((await problemOf(over.prompt({ prompt: 'none', values, now: 0 }))).code, 'not_found')
  })
}
