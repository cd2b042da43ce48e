import type { LookupAddress } from 'node:dns'
import { createServer, type AddressInfo, type LookupFunction } from 'node:net'
import t, { type Test } from 'tap'
import type { Problem } from '@patchbay/contract'
import { Deadline } from '../../src/calls/deadline.ts'
import { createEgressPolicy } from '../../src/connections/egress-policy.ts'
import { isPublicAddress } from '../../src/vendor/public-address.ts'
import { createTransport } from '../../src/vendor/transport.ts'
import { AttemptFailed } from '../../src/vendor/wire.ts'
import { answerJson, startVendor } from '../support/start-vendor.ts'

type Found = string | readonly string[]

/** A resolver that gives these answers, one after the other and the last one for ever. */
function resolver(...answers: Found[]) {
  const asked: string[] = []
  const lookup: LookupFunction = (hostname, options, callback) => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    const addresses: LookupAddress[] = [found].flat().map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
    setImmediate(() => {
      if (options.all === true) callback(null, addresses)
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }
  return { asked, lookup }
}

/** Listens on every address of this machine, and counts. */
async function startCanary(t: Test, host = '0.0.0.0') {
  const heard = { sockets: 0, bytes: 0 }
  const server = createServer((socket) => {
    heard.sockets += 1
    socket.on('data', (chunk) => {
      heard.bytes += chunk.length
      socket.destroy()
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  t.teardown(() => new Promise((resolve) => server.close(resolve)))
  return { heard, port: (server.address() as AddressInfo).port }
}

interface Setup {
  readonly lookup: LookupFunction
  readonly isPublic?: (address: string) => boolean
  readonly allow?: readonly string[]
}

function open(t: Test, { lookup, isPublic = isPublicAddress, allow = [] }: Setup) {
  const transport = createTransport({
    egress: createEgressPolicy(allow),
    network: { lookup, isPublic },
    connectTimeout: 1_000,
    silence: 1_000,
    maxBytes: 1_000,
    socketsPerOrigin: 1,
    queuePerOrigin: 8,
  })
  t.teardown(() => transport.close())
  return async (origin: string): Promise<number | AttemptFailed> => {
    const deadline = new Deadline(5_000)
    try {
      const request = { origin, method: 'GET', path: '/', headers: {}, body: null } as const
      return (await transport.send(request, deadline)).status
    } catch (error) {
      if (error instanceof AttemptFailed) return error
      throw error
    } finally {
      deadline.end()
    }
  }
}

function isRefusal(t: Test, outcome: number | AttemptFailed, reason: RegExp): Problem | undefined {
  if (!(outcome instanceof AttemptFailed)) {
    t.fail('is refused', { outcome })
    return undefined
  }
  const { problem, wasSent } = outcome
  t.match(problem, { code: 'egress_forbidden', status: 424, retryable: false, message: reason })
  t.equal(wasSent, false)
  return problem
}

t.test('a name that leads inside is refused before it is connected to', async (t) => {
  const canary = await startCanary(t)
  for (const found of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    ['8.8.8.8', '127.0.0.1'],
    ['2606:4700:4700::1111', 'fd00::1'],
    [],
  ]) {
    const origin = `https://api.vendor.example:${canary.port}`
    const { lookup, asked } = resolver(found)
    const problem = isRefusal(t, await open(t, { lookup })(origin), /leads to an address that is not public/)
    t.match(problem?.advice, `add ${origin} to PATCHBAY_EGRESS_ALLOW`)
    t.notMatch(problem?.message, /127\.0|10\.1|169\.254|::1|fd00/, 'the address is not told')
    t.same(asked, ['api.vendor.example'], 'resolved once')
  }
  t.same(canary.heard, { sockets: 0, bytes: 0 })
})

t.test('a literal is refused although no lookup sees it', async (t) => {
  const canary = await startCanary(t)
  const { lookup, asked } = resolver('8.8.8.8')
  const send = open(t, { lookup })
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:7f00:1]', '0.0.0.0', '8.8.8.8']) {
    isRefusal(t, await send(`https://${host}:${canary.port}`), /is an address/)
  }
  t.same(asked, [])
  t.same(canary.heard, { sockets: 0, bytes: 0 })
})

t.test('plain http is refused', async (t) => {
  const canary = await startCanary(t)
  const { lookup, asked } = resolver('8.8.8.8')
  isRefusal(t, await open(t, { lookup })(`http://api.vendor.example:${canary.port}`), /is not https/)
  t.same(asked, [])
  t.same(canary.heard, { sockets: 0, bytes: 0 })
})

t.test('a public address is connected to, and each socket asks and is judged anew', async (t) => {
  const canary = await startCanary(t)
  const isPublic = (address: string): boolean => address === '127.0.0.2'
  const { lookup, asked } = resolver('127.0.0.2', '127.0.0.1', ['127.0.0.2'])
  const send = open(t, { lookup, isPublic })
  const origin = `https://api.vendor.example:${canary.port}`
  t.match(await send(origin), { problem: { code: 'vendor_error' } }, 'the listener does not speak TLS')
  const { sockets, bytes } = canary.heard
  t.equal(sockets, 1)
  t.ok(bytes > 0, 'it was greeted')
  isRefusal(t, await send(origin), /leads to an address/)
  t.same(canary.heard, { sockets, bytes }, 'nothing more arrived')
  t.match(await send(origin), { problem: { code: 'vendor_error' } }, 'a refusal blocks nothing')
  t.equal(asked.length, 3)
})

t.test('the address of the open socket has the last word', async (t) => {
  const canary = await startCanary(t)
  const judged: string[] = []
  const isPublic = (address: string): boolean => {
    judged.push(address)
    return judged.length === 1
  }
  const { lookup } = resolver('127.0.0.1')
  const outcome = await open(t, { lookup, isPublic })(`https://api.vendor.example:${canary.port}`)
  isRefusal(t, outcome, /has connected to an address/)
  t.ok(judged.length >= 2)
  t.equal(canary.heard.bytes, 0, 'not even the greeting of TLS')
})

t.test('what the operator has permitted may lead anywhere', async (t) => {
  const vendor = await startVendor(t, answerJson({}))
  const { port } = new URL(vendor.url)
  const named = `http://proxy.internal:${port}`
  const { lookup } = resolver('127.0.0.1')
  const send = open(t, { lookup, allow: [vendor.url, named] })
  t.equal(await send(vendor.url), 200)
  t.equal(await send(named), 200)
  isRefusal(t, await send(`http://other.internal:${port}`), /is not https/)
  isRefusal(t, await send(`https://proxy.internal:${port}`), /leads to an address/)
})

t.test('a name that cannot be resolved is the failure that it always was', async (t) => {
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    setImmediate(() => callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), ''))
  }
  const outcome = await open(t, { lookup })('https://api.vendor.example')
  t.match(outcome, {
    wasSent: false,
    problem: { code: 'vendor_error', retryable: true, message: /ENOTFOUND/ },
  })
})
