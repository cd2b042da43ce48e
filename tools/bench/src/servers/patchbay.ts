import { buildApp, defaultSettings, openStore } from '@patchbay/runtime'
import { connectorFolder, vendorKey } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The real runtime with every duty on. Parameters: the upstream, the key of callers, the share of calls to log where
// it is not the default, a Redis.
const [upstream = '', adminKey = '', logSample, redisUrl] = process.argv.slice(2)
const app = await buildApp(
  defaultSettings({
    connectors: connectorFolder,
    useMockData: false,
    adminKey,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(logSample === undefined ? {} : { logSample: Number(logSample) }),
    callRate: '999999999999/1m', // counted like any other, and never reached
  }),
  {
    store: await openStore({}),
    connections: [
      { id: 'bench', connector: 'bench', credentials: { apiKey: vendorKey }, origins: { api: upstream } },
    ],
    egressAllow: [upstream],
  },
)
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))
