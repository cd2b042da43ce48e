import t, { type Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { Deadline } from '../../src/calls/deadline.ts'
import { createTransport } from '../../src/vendor/transport.ts'
import { AttemptFailed, type WireRequest } from '../../src/vendor/wire.ts'
import { startVendor, answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

const egress = { allows: () => true }
const options = {
  egress,
  connectTimeout: 300,
  silence: 300,
  maxBytes: 1_000,
  socketsPerOrigin: 1,
  queuePerOrigin: 8,
}

const get = (origin: string): WireRequest => ({ origin, method: 'GET', path: '/', headers: {}, body: null })

const failureOf = async (work: Promise<unknown>): Promise<AttemptFailed> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof AttemptFailed) return error
  throw new Error('the attempt did not fail')
}

function open(t: Test, changes: Partial<typeof options> = {}) {
  const transport = createTransport({ ...options, ...changes })
  t.teardown(() => transport.close())
  const deadlineOf = (timeout = 5_000): Deadline => {
    const deadline = new Deadline(timeout)
    t.teardown(() => deadline.end())
    return deadline
  }
  return { transport, deadlineOf }
}

t.test('sockets are used again', async (t) => {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const { transport, deadlineOf } = open(t)
  for (let count = 0; count < 5; count += 1) {
    const { status, headers, body } = await transport.send(get(vendor.url), deadlineOf())
    t.equal(status, 200)
    t.equal(headers['content-type'], 'application/json')
    t.equal(String(body), '{"ok":true}')
  }
  t.equal(vendor.sockets(), 1)
  await Promise.all(Array.from({ length: 5 }, () => transport.send(get(vendor.url), deadlineOf())))
  t.equal(vendor.sockets(), 1, 'no more than the setting allows')
})

t.test('a socket that the vendor has closed meanwhile is replaced', async (t) => {
  const vendor = await startVendor(t, (_request, response) => {
    response.setHeader('connection', 'close')
    answerJson({})(_request, response)
  })
  const { transport, deadlineOf } = open(t)
  for (let count = 0; count < 3; count += 1) {
    t.equal((await transport.send(get(vendor.url), deadlineOf())).status, 200)
  }
  t.equal(vendor.sockets(), 3)
})

t.test('an attempt waits for a socket, not for the silence of those that have one', async (t) => {
  const vendor = await startVendor(t, () => {})
  const { transport, deadlineOf } = open(t, { silence: 200 })
  const sent = Array.from({ length: 3 }, () => failureOf(transport.send(get(vendor.url), deadlineOf())))
  t.match(transport.loads(), [{ origin: vendor.url, held: 1, waiting: 2 }])
  for (const failure of await Promise.all(sent)) {
    t.match(failure, { wasSent: true, problem: { code: 'vendor_timeout' } })
  }
  t.equal(vendor.requests.length, 3)
  t.ok(await until(() => transport.loads()[0]?.held === 0), 'every place is free in the end')
  vendor.answerWith(answerJson({}))
  t.equal((await transport.send(get(vendor.url), deadlineOf())).status, 200, 'it works again')
})

t.test('a call that ends while it waits for a socket was not sent', async (t) => {
  const vendor = await startVendor(t, () => {})
  const { transport, deadlineOf } = open(t, { silence: 5_000 })
  const first = deadlineOf()
  const second = deadlineOf()
  const failures = Promise.all([
    failureOf(transport.send(get(vendor.url), first)),
    failureOf(transport.send(get(vendor.url), second)),
  ])
  t.ok(await until(() => vendor.requests.length === 1))
  second.abort(new Problem('cancelled'))
  t.match(transport.loads(), [{ held: 1, waiting: 0 }])
  first.abort(new Problem('cancelled'))
  t.match(await failures, [
    { wasSent: true, problem: { code: 'cancelled' } },
    { wasSent: false, problem: { code: 'cancelled' } },
  ])
  t.equal(vendor.requests.length, 1)
})

t.test('what no queue has room for is refused at once', async (t) => {
  const vendor = await startVendor(t, () => {})
  const { transport, deadlineOf } = open(t, { silence: 5_000, queuePerOrigin: 1 })
  const ended = deadlineOf()
  const held = [transport.send(get(vendor.url), ended), transport.send(get(vendor.url), ended)]
  const { problem, wasSent } = await failureOf(transport.send(get(vendor.url), deadlineOf()))
  t.match(problem, { code: 'overloaded', retryAfter: 1, message: /1 requests to .* and 1 wait/ })
  t.equal(wasSent, false)
  ended.abort(new Problem('cancelled'))
  await Promise.allSettled(held)
})

t.test('a vendor never has more sockets than there are places, however callers give up', async (t) => {
  const counted = { now: 0, most: 0 }
  const vendor = await startVendor(t, (request, response) => {
    if (vendor.requests.length % 3 === 0) answerJson({})(request, response)
  })
  vendor.onSocket((socket) => {
    counted.now += 1
    // Once all that has arrived is read: another socket may have been closed by its peer before this one.
    setImmediate(() => (counted.most = Math.max(counted.most, counted.now)))
    let isOpen = true
    // Its peer has closed it, in order or not; that this side has as well is noticed later.
    const leave = (): void => {
      if (isOpen) counted.now -= 1
      isOpen = false
    }
    socket.once('end', leave).once('error', leave).once('close', leave)
  })
  const { transport, deadlineOf } = open(t, { silence: 30, socketsPerOrigin: 3, queuePerOrigin: 100 })
  const attempts = Array.from({ length: 60 }, (_, index) => {
    const deadline = deadlineOf()
    if (index % 4 === 0) setTimeout(() => deadline.abort(new Problem('cancelled')), index * 5)
    return transport.send(get(vendor.url), deadline)
  })
  await Promise.allSettled(attempts)
  t.ok(counted.most <= 3, 'no more sockets than places', { found: counted.most })
  t.ok(await until(() => transport.loads()[0]?.held === 0), 'no place is lost')
  t.equal(transport.loads()[0]?.waiting, 0)
})

t.test('nobody listens', async (t) => {
  const vendor = await startVendor(t, answerJson({}))
  await vendor.close()
  const { transport, deadlineOf } = open(t)
  const { problem, wasSent } = await failureOf(transport.send(get(vendor.url), deadlineOf()))
  t.match(problem, { code: 'vendor_error', message: /ECONNREFUSED/ })
  t.equal(wasSent, false)
})

t.test('a name that does not exist', async (t) => {
  const { transport, deadlineOf } = open(t, { silence: 5_000 })
  const failure = await failureOf(transport.send(get('http://nobody.invalid'), deadlineOf()))
  t.match(failure, { wasSent: false, problem: { code: /^vendor_(error|timeout)$/ } })
})

t.test('a call that is over already sends nothing', async (t) => {
  const vendor = await startVendor(t, answerJson({}))
  const { transport, deadlineOf } = open(t)
  const deadline = deadlineOf()
  deadline.abort(new Problem('cancelled'))
  const failure = await failureOf(transport.send(get(vendor.url), deadline))
  t.match(failure, { wasSent: false, problem: { code: 'cancelled' } })
  t.equal(vendor.sockets(), 0)
})

t.test('a call that ends closes the socket of its attempt', async (t) => {
  let closed = false
  const vendor = await startVendor(t, (request) => {
    request.socket.once('close', () => (closed = true))
  })
  const { transport, deadlineOf } = open(t, { silence: 5_000 })
  const deadline = deadlineOf()
  const sending = failureOf(transport.send(get(vendor.url), deadline))
  t.ok(await until(() => vendor.requests.length === 1))
  deadline.abort(new Problem('cancelled'))
  t.match(await sending, { wasSent: true, problem: { code: 'cancelled' } })
  t.ok(await until(() => closed))
})

t.test('an answer that is too large is given up before it is whole', async (t) => {
  let written = 0
  const vendor = await startVendor(t, (_request, response) => {
    const more = (): void => {
      if (response.destroyed || written > 50_000_000) return
      written += 10_000
      response.write('x'.repeat(10_000), () => setImmediate(more))
    }
    more()
  })
  const { transport, deadlineOf } = open(t)
  const { problem } = await failureOf(transport.send(get(vendor.url), deadlineOf()))
  t.match(problem, { code: 'vendor_error', retryable: false, message: /larger than 1000 bytes/ })
  t.ok(written < 50_000_000)
})

t.test('a vendor that goes on sending is waited for, one that falls silent is not', async (t) => {
  const vendor = await startVendor(t, (_request, response) => {
    const sending = setInterval(() => response.write('x'), 60)
    setTimeout(() => {
      clearInterval(sending)
      if (vendor.requests.length === 1) response.end()
    }, 600)
  })
  const { transport, deadlineOf } = open(t, { silence: 200 })
  t.ok((await transport.send(get(vendor.url), deadlineOf())).body.length >= 5)
  const { problem } = await failureOf(transport.send(get(vendor.url), deadlineOf()))
  t.match(problem, { code: 'vendor_timeout', message: /sent nothing for 200 ms/ })
})

t.test('odd headers', async (t) => {
  const vendor = await startVendor(t, (_request, response) => {
    response.writeHead(
      200,
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Empty', ''],
        ['X-Latin', 'caf\u00e9'],
        ['Content-Encoding', 'identity'],
      ].flat(),
    )
    response.end('{}')
  })
  const { transport, deadlineOf } = open(t)
  const { headers } = await transport.send(get(vendor.url), deadlineOf())
  t.match(headers, { 'set-cookie': 'a=1, b=2', 'x-empty': '', 'content-encoding': 'identity' })

  vendor.answerWith((_request, response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}`)
  })
  t.match(await failureOf(transport.send(get(vendor.url), deadlineOf())), {
    problem: { code: 'vendor_error' },
  })

  vendor.answerWith((_request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.writeProcessing()
    response.writeHead(200).end('{}')
  })
  const early = await transport.send(get(vendor.url), deadlineOf())
  t.equal(early.status, 200, 'what comes before the answer is passed over')
})
