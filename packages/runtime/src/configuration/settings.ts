import { Type, type Static, type TSchema } from '@sinclair/typebox'

/** One setting: its schema, and the environment variable that it comes from. */
const fromEnvironment = <S extends TSchema>(variable: string, schema: S): S => ({
  ...schema,
  environment: variable,
})

const durationPattern = '^\\d+(\\.\\d+)?(ms|s|m|h|d)$'
const Duration = (description: string, fallback: string) =>
  Type.String({ description, default: fallback, pattern: durationPattern, examples: ['250ms', '30s', '5m'] })

/**
 * Every setting of the runtime. This one schema validates the environment, types the code and prints the
 * reference (`patchbay config`).
 */
export const SettingsSchema = Type.Object({
  port: fromEnvironment(
    'PORT',
    Type.Integer({
      description: 'Port to listen on; 0 picks a free one.',
      default: 3000,
      minimum: 0,
      maximum: 65_535,
    }),
  ),
  host: fromEnvironment('HOST', Type.String({ description: 'Address to listen on.', default: '127.0.0.1' })),
  dataFolder: fromEnvironment(
    'PATCHBAY_DATA',
    Type.String({ description: 'Folder for what must survive a restart.', default: './.patchbay' }),
  ),
  adminKey: fromEnvironment(
    'PATCHBAY_ADMIN_KEY',
    Type.Optional(
      Type.String({
        description:
          'The bearer key of the administrator. Without it one is generated and kept in the data folder.',
        minLength: 16,
      }),
    ),
  ),
  connectors: fromEnvironment(
    'PATCHBAY_CONNECTORS',
    Type.String({
      description:
        'Connectors to load: package names or folders, separated by commas; `folder/*` means each below it.',
      default: './plugins/*',
    }),
  ),
  connections: fromEnvironment(
    'PATCHBAY_CONNECTIONS',
    Type.Optional(
      Type.String({
        description: 'Connections: the path of a JSON file, or the JSON array itself.',
        minLength: 2,
      }),
    ),
  ),
  egressAllow: fromEnvironment(
    'PATCHBAY_EGRESS_ALLOW',
    Type.String({
      description:
        'Origins, separated by commas, to which a connection may point a connector beside the origins it declares, and which may lead to private addresses; `http://127.0.0.1:*` allows every port.',
      default: '',
    }),
  ),
  useMockData: fromEnvironment(
    'USE_MOCK_DATA',
    Type.Boolean({
      description:
        'Connect each connector that has no connection to the emulator of its vendor. Default: true, and false where NODE_ENV is production.',
      default: true,
    }),
  ),
  logLevel: fromEnvironment(
    'LOG_LEVEL',
    Type.Union(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
      { description: 'Least severe level that is logged.', default: 'info' },
    ),
  ),
  logSample: fromEnvironment(
    'PATCHBAY_LOG_SAMPLE',
    Type.Number({
      description:
        'Share of successful calls that get a log line, 0 to 1; failures and slow calls always do.',
      default: 1,
      minimum: 0,
      maximum: 1,
    }),
  ),
  slowCall: fromEnvironment(
    'PATCHBAY_SLOW_CALL',
    Duration('A call that took longer is always logged.', '5s'),
  ),
  bodyLimit: fromEnvironment(
    'PATCHBAY_BODY_LIMIT',
    Type.Integer({ description: 'Largest request body, in bytes.', default: 1_048_576, minimum: 1_024 }),
  ),
  headersTimeout: fromEnvironment(
    'PATCHBAY_HEADERS_TIMEOUT',
    Duration('How long a caller may take to send the headers.', '5s'),
  ),
  requestTimeout: fromEnvironment(
    'PATCHBAY_REQUEST_TIMEOUT',
    Duration('How long a caller may take to send the whole request.', '10s'),
  ),
  drainDelay: fromEnvironment(
    'PATCHBAY_DRAIN_DELAY',
    Duration(
      'After SIGTERM, how long to go on serving while /readyz says no, so that load balancers notice.',
      '1s',
    ),
  ),
  shutdownGrace: fromEnvironment(
    'PATCHBAY_SHUTDOWN_GRACE',
    Duration('After the drain delay, how long calls in flight may take to finish.', '10s'),
  ),
  loadTimeout: fromEnvironment(
    'PATCHBAY_LOAD_TIMEOUT',
    Duration('How long importing one connector may take before it is quarantined.', '5s'),
  ),
  callTimeoutMax: fromEnvironment(
    'PATCHBAY_CALL_TIMEOUT_MAX',
    Duration('Upper bound of what an operation may set as its timeout.', '2m'),
  ),
  vendorAttempts: fromEnvironment(
    'PATCHBAY_VENDOR_ATTEMPTS',
    Type.Integer({
      description: 'How often one vendor request is sent at the most, where repeating it is safe.',
      default: 3,
      minimum: 1,
      maximum: 10,
    }),
  ),
  vendorConnectTimeout: fromEnvironment(
    'PATCHBAY_VENDOR_CONNECT_TIMEOUT',
    Duration('How long connecting to a vendor may take.', '5s'),
  ),
  vendorSilence: fromEnvironment(
    'PATCHBAY_VENDOR_SILENCE',
    Duration('How long a vendor may send nothing before the attempt is given up.', '15s'),
  ),
  vendorMaxBytes: fromEnvironment(
    'PATCHBAY_VENDOR_MAX_BYTES',
    Type.Integer({
      description: 'Largest answer read from a vendor, in bytes.',
      default: 10_485_760,
      minimum: 1_024,
    }),
  ),
  vendorSockets: fromEnvironment(
    'PATCHBAY_VENDOR_SOCKETS',
    Type.Integer({ description: 'Most sockets open to one origin.', default: 64, minimum: 1 }),
  ),
  retryBase: fromEnvironment(
    'PATCHBAY_RETRY_BASE',
    Duration('Longest wait before the first retry.', '200ms'),
  ),
  retryCap: fromEnvironment('PATCHBAY_RETRY_CAP', Duration('Longest wait before any retry.', '5s')),
})

export type Settings = Static<typeof SettingsSchema>
export type SettingName = keyof Settings
