import { fileURLToPath } from 'node:url'
import { ConfigurationError, type ConnectionSettings } from '@patchbay/runtime'
import { startVendor } from '../support/fake-vendor.ts'
import { openApp } from '../support/open-app.ts'

const shapes = [
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"a":{"__proto__":{"polluted":"yes"}}}',
  '{"\\u005f_proto__":{"polluted":"yes"}}',
  '{"__proto__":[],"polluted":"yes"}',
  '{"__proto__.polluted":"yes","__proto__[polluted]":"yes"}',
  '[{"__proto__":{"polluted":"yes"}}]',
  '{"toString":null,"hasOwnProperty":"yes","then":"yes","toJSON":"yes","length":"yes"}',
]
const queries = [
  '__proto__[polluted]=yes',
  '__proto__.polluted=yes',
  'constructor[prototype][polluted]=yes',
  'constructor.prototype.polluted=yes',
  '__proto__=yes',
  'a[__proto__][polluted]=yes',
  '%5f_proto__=yes&position=x',
  'toString=yes&hasOwnProperty=yes',
]

const connectors = fileURLToPath(new URL('../../connectors/chatty', import.meta.url))
const parsed = (shape: string): Record<string, never> => JSON.parse(shape) as Record<string, never>

/** Sends what reaches for the prototype of all objects, by every way in; gives what was wrong afterwards. */
export async function pollute(): Promise<{ tried: number; faults: string[] }> {
  const faults: string[] = []
  let tried = 0
  const before = Reflect.ownKeys(Object.prototype).join()
  const judge = (name: string, status: number): void => {
    tried += 1
    if (status === 500) faults.push(`${name}: 500`)
    if ('polluted' in {} || Reflect.ownKeys(Object.prototype).join() !== before) {
      faults.push(`${name}: polluted`)
      Reflect.deleteProperty(Object.prototype, 'polluted')
    }
  }
  let answer = '{}'
  const vendor = await startVendor((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  const connection: ConnectionSettings = {
    id: 'main',
    connector: 'chatty',
    credentials: { key: 'drill-vendor-key' },
    origins: { api: vendor.origin },
  }
  const dependencies = { connections: [connection], egressAllow: [vendor.origin] }
  const runtime = await openApp({ connectors }, dependencies)
  for (const shape of shapes) {
    judge(`body ${shape}`, (await runtime.call('chatty/secrets.tell', shape)).status)
    answer = shape.startsWith('{') ? shape.replace('{', '{"key":"__proto__",') : shape
    judge(`answer of the vendor ${shape}`, (await runtime.call('chatty/secrets.refuse', {})).status)
  }
  for (const query of queries) {
    judge(`query ${query}`, (await runtime.fetch(`/v1/connectors/chatty/secrets.tell?${query}`)).status)
  }
  await runtime.close()
  for (const shape of shapes) {
    for (const part of ['config', 'credentials'] as const) {
      try {
        const connections = [{ ...connection, [part]: parsed(shape) }]
        await (await openApp({ connectors }, { ...dependencies, connections })).close()
      } catch (error) {
        if (!(error instanceof ConfigurationError)) faults.push(`${part} ${shape}: ${String(error)}`)
      }
      judge(`${part} ${shape}`, 0)
    }
  }
  await vendor.close()
  return { tried, faults }
}
