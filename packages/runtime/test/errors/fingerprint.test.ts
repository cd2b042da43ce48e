import { Problem } from '@patchbay/contract'
import t from 'tap'
import { catchAllOf, fingerprint } from '../../src/errors/fingerprint.ts'
import { normaliseMessage } from '../../src/errors/normalise-message.ts'
import { ownFrames } from '../../src/errors/own-frames.ts'

const series = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }

const shapes: ReadonlyArray<readonly [string, string]> = [
  [
    'Quota of 1,000 points is used up until 2026-11-28T09:00:00Z.',
    'quota of <id> points is used up until <date>.',
  ],
  ["User does not have access to 'sc-domain:example.com'.", 'user does not have access to <value>.'],
  ['The shop "a" can\'t be found, and isn\'t known', "the shop <value> can't be found, and isn't known"],
  ['Property 123456789 was not found', 'property <id> was not found'],
  ['GET https://api.example.com/v1/x?id=7 timed out after 30 s', 'get <url> timed out after <id> s'],
  ['Request 0b5a2f6e-9d1c-4c57-8a36-2f1f9b9d1c4c failed', 'request <id> failed'],
  ['Write to ann@example.com', 'write to <address>'],
  ['gid 7', 'gid <id>'],
]

t.test('a message loses what differs between occurrences', async (t) => {
  for (const [message, expected] of shapes) t.equal(normaliseMessage(message), expected, message)
})

t.test('occurrences of one shape have one fingerprint, others their own', async (t) => {
  const of = (detail: string, more = {}, at = series) =>
    fingerprint({
      source: 'call',
      series: at,
      problem: new Problem('vendor_error', { detail, ...more }),
    })
  const base = of('Order 1 of "x" failed')
  t.match(base, /^[0-9a-f]{32}$/)
  for (let number = 0; number < 200; number += 1)
    t.equal(of(`Order ${number ** 5} of "${number}y" failed`), base)
  const others = [
    of('Order 1 was lost'),
    of('Order 1 of "x" failed', { upstream: { status: 500 } }),
    of('Order 1 of "x" failed', { upstream: { code: 'E1' } }),
    of('Order 1 of "x" failed', {}, { ...series, tenant: 'other' }),
    of('Order 1 of "x" failed', {}, { ...series, operation: 'orders.get' }),
  ]
  t.equal(new Set([base, ...others]).size, 6)
})

t.test('errors of our own are told apart by their frames, without lines', async (t) => {
  const error = new Error('x')
  error.stack =
    'Error: x\n    at run (/one/src/call.ts:10:5)\n    at node:internal/x:1:1\n    at async Perform.go (file:///one/src/perform.ts:7:1)'
  t.equal(ownFrames(error), 'call.ts:run perform.ts:Perform.go')
  const moved = new Error('y')
  moved.stack = error.stack.replaceAll('/one/', '/two/node/').replaceAll(':10:5', ':99:1')
  const internal = (cause: Error) =>
    fingerprint({
      source: 'call',
      series,
      problem: new Problem('internal', { detail: cause.message }),
      cause,
    })
  t.equal(internal(error), internal(moved))
  t.equal(ownFrames('no error'), '')
})

t.test('what has another source or is about somebody else is another group', async (t) => {
  const problem = new Problem('vendor_error', { detail: 'x' })
  const ids = [
    fingerprint({ source: 'call', series, problem }),
    fingerprint({ source: 'task', series, problem }),
    fingerprint({ source: 'delivery', series, problem, subject: 'one' }),
    fingerprint({ source: 'delivery', series, problem, subject: 'other' }),
    catchAllOf({ source: 'call', series, problem }),
    catchAllOf({ source: 'task', series, problem }),
  ]
  t.equal(new Set(ids).size, ids.length)
  t.equal(
    catchAllOf({ source: 'call', series, problem: new Problem('vendor_error', { detail: 'y' }) }),
    ids[4],
    'the catch-all group knows no message',
  )
})
