import t from 'tap'
import { client, openMailbox } from '../src/zoho/open-mailbox.ts'

interface Level {
  readonly limit: string
  readonly left: number
  readonly capacity: number
}

t.test('a locked account is left alone, and calls are told for how long', async (t) => {
  const mailbox = await openMailbox({ limits: 'enforce' })
  t.teardown(() => mailbox.close())
  t.equal((await mailbox.connect('mara', 'refreshToken', client)).status, 201)
  const call = async (operation: string, input: object = {}) => {
    const { status, text } = await mailbox.app.call(`zoho-mail/${operation}`, input, {
      'patchbay-connection': 'mara',
      'cache-control': 'no-store',
    })
    return { status, body: JSON.parse(text) as { code?: string; retryAfter?: number } }
  }
  const asked = (): number => mailbox.seen().filter(({ path }) => path.startsWith('/api/')).length
  t.equal((await call('folders.list')).status, 200)
  const { text } = await mailbox.app.fetch('/v1/limits?connection=mara')
  const levels = (JSON.parse(text) as { data: Level[] }).data
  t.match(
    levels.find(({ limit }) => limit === 'rate'),
    { capacity: 28, left: 27 },
  )

  mailbox.lock()
  const locked = await call('folders.list')
  t.match(locked, { status: 429, body: { code: 'vendor_rate_limited', retryAfter: 900 } })
  t.equal(asked(), 2)
  mailbox.heal() // and Zoho would answer again
  for (const [operation, input] of [
    ['folders.list', {}],
    ['messages.list', {}],
    ['messages.send', { to: ['jon@holm.example'], text: 'x' }],
  ] as const) {
    const held = await call(operation, input)
    t.equal(held.status, 429, operation)
    t.ok((held.body.retryAfter ?? 0) > 800, `${operation} is told to wait`)
  }
  t.equal(asked(), 2, 'every request would have kept the account locked for longer')
})
