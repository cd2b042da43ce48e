import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigurationError, isPublicAddress, type ConnectionSettings, type Network } from '@patchbay/runtime'
import { startCanary, startCanaryEverywhere, type Canary } from '../canary.ts'
import type { Drill } from '../drill.ts'
import { openRuntime } from '../open-runtime.ts'
import { resolverOf } from '../resolver.ts'
import { records, spellings } from '../spellings.ts'

const credentials = { key: 'drill-vendor-key' }
const redirects = [300, 301, 302, 303, 305, 307, 308] as const

/** Nothing that is written down or resolved leads a connector inside. */
export const b43: Drill = {
  id: 'B43',
  promise: 'No config, DNS answer or redirect leads a connector into the network of the operator',
  target: '60+ spellings, DNS records, redirects and rebinding refused; 0 bytes at canaries',
  async run() {
    const canary = await startCanaryEverywhere()
    try {
      const spelled = await trySpellings(canary.port)
      const redirected = await tryRedirects(canary.port)
      const rebound = await tryRebinding()
      const { sockets, bytes } = canary.heard
      const missed = [...spelled.missed, ...redirected.missed, ...rebound.missed]
      const tried = spelled.tried + redirected.tried + rebound.tried
      return {
        measured:
          `${tried - missed.length} of ${tried} refused (${spellings.length} spellings and ${Object.keys(records).length} DNS records, each in three places; ` +
          `${sockets} sockets, ${bytes} bytes at the canary)${missed.map((text) => `; ${text}`).join('')}`,
        pass: missed.length === 0 && sockets === 0 && bytes === 0,
      }
    } finally {
      await canary.close()
    }
  },
}

interface Tried {
  readonly tried: number
  /** What was not refused. */
  readonly missed: readonly string[]
}

/** Each spelling in the config that a declared origin is made of, and as a replacement, by https and by http. */
async function trySpellings(port: number): Promise<Tried> {
  const hosts = [...spellings, ...Object.keys(records)].map((host) => withPort(host, port))
  const connections = hosts.flatMap((host, index): ConnectionSettings[] => [
    { id: `declared-${index}`, connector: 'drill', credentials, config: { host } },
    { id: `https-${index}`, connector: 'drill', credentials, origins: { api: `https://${host}` } },
    { id: `http-${index}`, connector: 'drill', credentials, origins: { api: `http://${host}` } },
  ])
  const refused = await refusedAtStart(connections)
  const left = connections.filter(({ id }) => !refused.has(id))
  const network: Network = { lookup: resolverOf((name) => records[name]), isPublic: isPublicAddress }
  const runtime = await openRuntime({}, { connections: left, network })
  const missed: string[] = []
  for (const { id } of left) {
    const { code } = await runtime.call(id)
    const host = hosts[Number(id.split('-')[1])]
    if (code !== 'egress_forbidden') missed.push(`${id} ${JSON.stringify(host)}: ${code}`)
  }
  await runtime.close()
  return { tried: connections.length, missed }
}

/** The port stands behind the host, also where more follows it. */
function withPort(host: string, port: number): string {
  const [, name = '', rest = ''] = /^(.*?127\.0\.0\.1)([#?/\\].*)$/s.exec(host) ?? [host, host]
  return `${name}:${port}${rest}`
}

async function refusedAtStart(connections: readonly ConnectionSettings[]): Promise<ReadonlySet<string>> {
  try {
    await (await openRuntime({}, { connections })).close()
    return new Set()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return new Set(error.problems.map((problem) => /^connection ([a-z0-9-]+):/.exec(problem)?.[1] ?? ''))
  }
}

/** A vendor that may be reached, and that sends on to itself first and to the canary then. */
async function tryRedirects(port: number): Promise<Tried> {
  const requested: string[] = []
  const server = createServer(({ url = '' }, response) => {
    requested.push(url)
    const [, status = '', hops = ''] = /^\/(\d+)-(\d+)$/.exec(url) ?? []
    const location = hops === '0' ? `http://127.0.0.1:${port}/` : `/${status}-${Number(hops) - 1}`
    response.writeHead(Number(status), { location, refresh: `0; url=${location}` }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const runtime = await openRuntime(
    {},
    {
      connections: [{ id: 'sent-on', connector: 'drill', credentials, origins: { api } }],
      egressAllow: [api],
    },
  )
  const missed: string[] = []
  const chains = redirects.flatMap((status) => [0, 1, 5].map((hops) => `${status}-${hops}`))
  for (const chain of chains) {
    const { status } = await runtime.call('sent-on', chain)
    if (status !== 502) missed.push(`redirect ${chain}: ${status}`)
  }
  if (requested.length !== chains.length)
    missed.push(`${requested.length - chains.length} redirects followed`)
  await runtime.close()
  await new Promise((resolve) => server.close(resolve))
  return { tried: chains.length, missed }
}

/** A name that leads to a vendor at the first attempt and inside at the second. The vendor's place is 127.0.0.1 here. */
async function tryRebinding(): Promise<Tried> {
  const flips = [['::1'], ['::ffff:127.0.0.1'], ['10.0.0.1'], ['127.0.0.1', '::1'], ['127.0.0.2']]
  const missed: string[] = []
  for (const inside of flips) {
    const vendor = await startCanary('127.0.0.1')
    if (vendor === undefined) throw new Error('this machine has no 127.0.0.1')
    const canary: Canary | undefined = await startCanary('::1', vendor.port)
    let asked = 0
    const network: Network = {
      lookup: resolverOf(() => {
        asked += 1
        return asked === 1 ? ['127.0.0.1'] : inside
      }),
      isPublic: (address) => address === '127.0.0.1' || isPublicAddress(address),
    }
    const config = { host: `rebinding.drill.example:${vendor.port}` }
    const connections = [{ id: 'rebinding', connector: 'drill', credentials, config }]
    const runtime = await openRuntime({ vendorAttempts: 3, retryBase: '1ms' }, { connections, network })
    const { code } = await runtime.call('rebinding')
    await runtime.close()
    const wasFlipped = vendor.heard.sockets === 1 && vendor.heard.bytes > 0 && asked === 2
    const heard = canary?.heard.sockets ?? 0
    if (code !== 'egress_forbidden' || !wasFlipped || heard > 0) {
      missed.push(
        `rebinding to ${inside.join('+')}: ${code}, resolved ${asked} times, ${heard} sockets inside`,
      )
    }
    await Promise.all([vendor.close(), canary?.close()])
  }
  return { tried: flips.length, missed }
}
