import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** Durable truth, in SQL. */
export const storeSettings = {
  databaseUrl: fromEnvironment(
    'DATABASE_URL',
    Type.Optional(
      Type.String({
        description:
          'Postgres 14 or newer, which several instances need to share what they know for good: `postgresql://user:password@host:5432/database`, with `?sslmode=verify-full` for TLS. Without it this instance keeps it in the folder `store` of the data folder, by an embedded Postgres.',
        minLength: 1,
      }),
    ),
  ),
  storeConnections: fromEnvironment(
    'PATCHBAY_STORE_CONNECTIONS',
    Type.Integer({
      description: 'Most connections of this instance to Postgres.',
      default: 10,
      minimum: 1,
    }),
  ),
  storeTimeout: fromEnvironment(
    'PATCHBAY_STORE_TIMEOUT',
    Duration(
      'How long one statement of the store may take. A store that does not answer within it counts as away: what needs it is refused until it answers again.',
      '5s',
    ),
  ),
}
