import { buildApp, defaultSettings, openStore } from '@patchbay/runtime'
import { connectorFolder, crowdFolder, vendorKey } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The real runtime with every duty on. Parameters: the upstream, the key of callers, the share of calls to log where
// it is not the default, a Redis, and whether there is a crowd of other operations.
const [upstream = '', adminKey = '', logSample, redisUrl = '', crowd] = process.argv.slice(2)
const app = await buildApp(
  defaultSettings({
    connectors: crowd === undefined ? connectorFolder : `${connectorFolder},${crowdFolder}`,
    useMockData: false,
    adminKey,
    ...(redisUrl === '' ? {} : { redisUrl }),
    ...(logSample === undefined ? {} : { logSample: Number(logSample) }),
    callRate: '999999999999/1m', // counted like any other, and never reached
  }),
  {
    store: await openStore({}),
    connections: ['bench', ...(crowd === undefined ? [] : ['crowd'])].map((connector) => ({
      id: connector,
      connector,
      credentials: { apiKey: vendorKey },
      origins: { api: upstream },
    })),
    egressAllow: [upstream],
  },
)
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))
