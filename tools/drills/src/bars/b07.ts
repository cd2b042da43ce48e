import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import type { Drill } from '../drill.ts'
import { forgedAddresses, keyedDisguises, type Disguise } from '../inbound/disguises.ts'
import { openFront, type Front } from '../inbound/open-front.ts'
import { adminKey } from '../support/runtime-process.ts'

const rate = '5/10m'
const used = 5
const walk = 32

/** Nobody gets more by looking like somebody else. */
export const b07: Drill = {
  id: 'B07',
  promise: 'A caller cannot forge who it is to get around a limit',
  target: '0 extra admissions by 200 disguises and more, with no proxy trusted and with one (CVE-2026-3635)',
  async run() {
    const missed: string[] = []
    let tried = 0
    for (const trustedProxies of ['', 'loopback']) {
      const isTrusting = trustedProxies !== ''
      const runs = [
        [byKey, { callRate: rate, failedAuthenticationRate: 'off' }],
        [byAddress(isTrusting), { openRate: rate }],
        [byFailure(isTrusting), { failedAuthenticationRate: rate }],
      ] as const
      for (const [run, settings] of runs) {
        const front = await openFront({ ...settings, trustedProxies })
        try {
          const { tries, admitted } = await run(front)
          tried += tries
          missed.push(...admitted)
        } finally {
          await front.close()
        }
      }
    }
    return {
      measured: `${tried} tries, ${missed.length} extra admissions${missed
        .slice(0, 5)
        .map((one) => `; ${one}`)
        .join('')}`,
      pass: missed.length === 0 && tried >= 400,
    }
  },
}

interface Tries {
  readonly tries: number
  /** Which of them got through. */
  readonly admitted: readonly string[]
}

const operation = '/v1/connectors/load/items.get'

/** Calls with a key whose rate is used up: none may reach the vendor. */
async function byKey({ app, vendor }: Front): Promise<Tries> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const authorization = `Bearer ${adminKey}`
  for (let count = 0; count < used; count += 1) {
    await send(port, { method: 'POST', path: operation, headers: { authorization } })
  }
  if (vendor.arrivals.length !== used) throw new Error('the rate could not be used up')
  const admitted: string[] = []
  for (const disguise of keyedDisguises) {
    const before = vendor.arrivals.length
    await send(port, disguise)
    if (vendor.arrivals.length > before) admitted.push(JSON.stringify(disguise))
  }
  return { tries: keyedDisguises.length, admitted }
}

/** Sends a request as it is written, which no client would, and waits for the end of the connection. */
async function send(port: number, { method, path, headers }: Disguise): Promise<void> {
  const body = method === 'GET' || method === 'HEAD' ? '' : '{}'
  const fields = Object.entries({
    host: 'localhost',
    connection: 'close',
    ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': '2' }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`${method} ${path} HTTP/1.1\r\n${fields.join('')}\r\n${body}`)
  socket.resume()
  await once(socket, 'close')
}

/** Requests without a key from an address, or a /64, that has used up its rate. */
const byAddress = (isTrusting: boolean) => (front: Front) =>
  disguised(front, isTrusting, '/problems', (status) => status < 400)

/** Requests with a wrong key: once the rate is used up, no key is even looked at. */
const byFailure = (isTrusting: boolean) => (front: Front) =>
  disguised(front, isTrusting, '/v1/connectors', (status) => status !== 429)

async function disguised(
  { app }: Front,
  isTrusting: boolean,
  url: string,
  isAdmitted: (status: number) => boolean,
): Promise<Tries> {
  const authorization = 'Bearer wrong-key-0123456789'
  // Behind a trusted proxy the socket is the proxy's, and it appends the caller's address to what the caller wrote.
  const send = async (address: string, forged: Readonly<Record<string, string>>): Promise<number> => {
    const written = forged['x-forwarded-for']
    const forwarded = { 'x-forwarded-for': written === undefined ? address : `${written}, ${address}` }
    const { statusCode } = await app.inject({
      url,
      remoteAddress: isTrusting ? '127.0.0.1' : address,
      headers: { authorization, ...forged, ...(isTrusting ? forwarded : {}) },
    })
    return statusCode
  }
  const [home, prefix] = ['192.0.2.77', '2001:db8:77:1:']
  for (let count = 0; count < used; count += 1) await send(home, {})
  const admitted: string[] = []
  for (const forged of forgedAddresses) {
    if (isAdmitted(await send(home, forged))) admitted.push(`${url} with ${JSON.stringify(forged)}`)
  }
  for (let step = 1; step <= walk + used; step += 1) {
    const address = `${prefix}${(step * 2_654_435_761).toString(16).slice(-4)}::${step.toString(16)}`
    if (isAdmitted(await send(address, {})) && step > used) admitted.push(`${url} from ${address}`)
  }
  return { tries: forgedAddresses.length + walk, admitted }
}
