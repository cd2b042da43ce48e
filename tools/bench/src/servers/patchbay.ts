import { buildApp, defaultSettings, openStore } from '@patchbay/runtime'
import { connectorFolder, crowdFolder, vendorKey } from '../bench-connector.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The real runtime with every duty on. Parameters: the upstream, the key of callers, the share of calls to log where
// it is not the default, a Redis, whether there is a crowd of other operations, and a collector that is sent a tenth of
// the traces. What is not wanted is empty.
const [upstream = '', adminKey = '', logSample = '', redisUrl = '', crowd = '', collector = ''] =
  process.argv.slice(2)
const app = await buildApp(
  defaultSettings({
    connectors: crowd === '' ? connectorFolder : `${connectorFolder},${crowdFolder}`,
    useMockData: false,
    adminKey,
    ...(redisUrl === '' ? {} : { redisUrl }),
    ...(logSample === '' ? {} : { logSample: Number(logSample) }),
    ...(collector === ''
      ? {}
      : { otlpEndpoint: collector, tracesSampler: 'parentbased_traceidratio', tracesSamplerArgument: 0.1 }),
    callRate: '999999999999/1m', // counted like any other, and never reached
  }),
  {
    store: await openStore({}),
    connections: ['bench', ...(crowd === '' ? [] : ['crowd'])].map((connector) => ({
      id: connector,
      connector,
      credentials: { apiKey: vendorKey },
      origins: { api: upstream },
    })),
    egressAllow: [upstream],
  },
)
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))
