import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** What the instances of a fleet know together. */
export const sharedStateSettings = {
  redisUrl: fromEnvironment(
    'REDIS_URL',
    Type.Optional(
      Type.String({
        description:
          'Redis 6.2 or newer, which several instances need to share limits, breakers and caches: `redis://user:password@host:6379/0`, `redis+sentinel://host:26379,host:26379/master-name?db=0` or `redis+cluster://host:6379,host:6379`; with `rediss` for TLS. Without it this instance keeps them in memory, and limits of a calendar day in the store as well.',
        minLength: 1,
      }),
    ),
  ),
  redisPrefix: fromEnvironment(
    'PATCHBAY_REDIS_PREFIX',
    Type.String({
      description:
        'What every key in Redis begins with. Installations with different ones can share a Redis.',
      default: 'patchbay',
      minLength: 1,
    }),
  ),
  redisTimeout: fromEnvironment(
    'PATCHBAY_REDIS_TIMEOUT',
    Duration(
      'How long one question to Redis may take. Then Redis counts as away, and this instance goes on alone until it answers in time again.',
      '50ms',
    ),
  ),
}
