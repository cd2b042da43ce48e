import { buildApp, defaultSettings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { connectorFolder, crowdFolder, vendorKey } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The real runtime with so many tenants, each with a connection and a key of its own. Parameters: the upstream, the
// key of the administrator, the number of tenants, and whether there is a crowd of other operations.
const [upstream = '', adminKey = '', tenants = '1', crowd] = process.argv.slice(2)
const app = await buildApp(
  defaultSettings({
    connectors: crowd === undefined ? connectorFolder : `${connectorFolder},${crowdFolder}`,
    useMockData: false,
    adminKey,
    callRate: '999999999999/1m',
    readRate: 'off',
  }),
  { store: await openTestStore(), egressAllow: [upstream] },
)

async function make<T>(url: string, payload: object, tenant?: string): Promise<T> {
  const headers = {
    authorization: `Bearer ${adminKey}`,
    ...(tenant === undefined ? {} : { 'patchbay-tenant': tenant }),
  }
  const answer = await app.inject({ method: 'POST', url, headers, payload })
  if (answer.statusCode >= 300) throw new Error(`POST ${url}: ${answer.body}`)
  return (JSON.parse(answer.body) as { data: T }).data
}

const callers: string[] = []
for (let count = 0; count < Number(tenants); count += 1) {
  const id = `tenant-${count}`
  await make('/v1/tenants', { id, title: `Tenant ${count}` })
  await make(
    '/v1/connections',
    { id: 'main', connector: 'bench', credentials: { apiKey: vendorKey }, origins: { api: upstream } },
    id,
  )
  callers.push((await make<{ key: string }>('/v1/keys', { name: id, role: 'developer' }, id)).key)
}
process.send?.({ kind: 'callers', keys: callers })
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))
