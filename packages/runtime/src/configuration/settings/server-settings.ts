import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** The server itself: where it listens, what it keeps, how it begins and ends. */
export const serverSettings = {
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
}
