import { fileURLToPath } from 'node:url'
import { openApp, type Answer } from '../support/open-app.ts'
import { startVendor } from '../support/fake-vendor.ts'
import { givesAway } from './leaks.ts'
import { secretKinds } from './secret-kinds.ts'

/** By the connector; the fifteenth is made by the drill, for connectors have no children of the log. */
const positions = [
  'header',
  'field',
  'two levels deep',
  'camel case',
  'case of headers',
  'message',
  'query of a URL',
  'message of an error',
  'config of an error',
  'cause of an error',
  'array',
  'JSON text',
  'base64',
  'hex',
  'child bindings',
] as const

const connectors = fileURLToPath(new URL('../../connectors/chatty', import.meta.url))

export interface Told {
  /** Pairs of a kind of secret and a position. */
  readonly canaries: number
  readonly texts: number
  /** What gave a secret away. */
  readonly leaks: readonly string[]
  /** Lines that cannot be parsed, or problems that are none. */
  readonly broken: readonly string[]
}

/** Lets a connector and a vendor tell each kind of secret in each position, and reads all that left the process. */
export async function tellEverything(): Promise<Told> {
  const secrets = { ...secretKinds(), 'in an example': 'key-that-stands-in-an-example' }
  const vendor = await startVendor((request, response) => {
    const key = new URL(request.url ?? '', 'http://vendor').searchParams.get('key')
    response
      .writeHead(request.url?.startsWith('/refuse') === true ? 422 : 200, {
        'content-type': 'application/json',
      })
      .end(JSON.stringify({ key, inner: JSON.stringify({ key }) }))
  })
  const entries = Object.entries(secrets).map(([kind, key], index) => ({ kind, key, id: `c${index}` }))
  const runtime = await openApp(
    { connectors },
    {
      connections: entries.map(({ id, key }) => ({
        id,
        connector: 'chatty',
        credentials: { key },
        origins: { api: vendor.origin },
      })),
      egressAllow: [vendor.origin],
    },
  )
  const leaks: string[] = []
  const broken: string[] = []
  let texts = 0
  const judge = (where: string, key: string, { status, text, headers }: Answer): void => {
    const said = [
      text,
      ...[...headers].map(([name, value]) => `${name}: ${value}`),
      ...runtime.written.splice(0),
    ]
    texts += said.length
    for (const one of said) if (givesAway(one, key)) leaks.push(`${where}: ${one.slice(0, 300)}`)
    for (const json of said.filter((one) => one.startsWith('{'))) {
      try {
        JSON.parse(json)
      } catch {
        broken.push(`${where}: ${json.slice(0, 300)}`)
      }
    }
    if (status < 400 && where.includes(', ')) broken.push(`${where}: ${status}`)
  }
  try {
    for (const { kind, key, id } of entries) {
      const headers = { 'patchbay-connection': id }
      for (const position of positions) {
        if (position === 'child bindings') {
          runtime.app.log.child({ binding: key, deep: { accessToken: key } }).warn('from a child')
        }
        judge(`${kind}, ${position}`, key, await runtime.call('chatty/secrets.tell', { position }, headers))
      }
      judge(`${kind}, refused`, key, await runtime.call('chatty/secrets.refuse', {}, headers))
      judge(
        `${kind}, as input`,
        key,
        await runtime.call('chatty/secrets.tell', { position: key, [key]: key }, headers),
      )
      judge(`${kind}, as a name`, key, await runtime.call(`chatty/${encodeURIComponent(key)}`, {}, headers))
      for (const path of [
        '/metrics',
        '/openapi.json',
        '/docs/json',
        '/v1/connectors',
        '/v1/connectors/chatty',
        '/v1/connections',
        '/readyz',
      ]) {
        judge(`${kind} at ${path}`, key, await runtime.fetch(path))
      }
    }
  } finally {
    await runtime.close()
    await vendor.close()
  }
  // The secret of the example is no kind of its own, and the one with CRLF comes on top of the twelve.
  return { canaries: (entries.length - 1) * positions.length, texts, leaks, broken }
}
