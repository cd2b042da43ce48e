import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** Connectors, and the connections they are called with. */
export const connectorSettings = {
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
  loadTimeout: fromEnvironment(
    'PATCHBAY_LOAD_TIMEOUT',
    Duration('How long importing one connector may take before it is quarantined.', '5s'),
  ),
  callTimeoutMax: fromEnvironment(
    'PATCHBAY_CALL_TIMEOUT_MAX',
    Duration('Upper bound of what an operation may set as its timeout.', '2m'),
  ),
}
