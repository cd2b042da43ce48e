import t from 'tap'
import { parseRedisUrl } from '../../../src/shared-state/redis/parse-redis-url.ts'

t.test('reads where Redis is', async (t) => {
  const plain = {
    kind: 'standalone',
    addresses: [{ host: 'redis', port: 6_379 }],
    masterName: '',
    username: undefined,
    password: undefined,
    db: 0,
    isEncrypted: false,
  }
  t.same(parseRedisUrl('redis://redis'), plain)
  t.same(parseRedisUrl('redis://redis:6379/'), plain)
  t.same(parseRedisUrl('rediss://us%40er:p%3Aa%2Fss:word@[::1]:7000/3'), {
    ...plain,
    addresses: [{ host: '::1', port: 7_000 }],
    username: 'us@er',
    password: 'p:a/ss:word',
    db: 3,
    isEncrypted: true,
  })
  t.match(parseRedisUrl('redis://:secret@redis?db=2'), { username: undefined, password: 'secret', db: 2 })
  t.same(parseRedisUrl('redis+sentinel://:secret@one:26380,two/main?db=1'), {
    ...plain,
    kind: 'sentinel',
    addresses: [
      { host: 'one', port: 26_380 },
      { host: 'two', port: 26_379 },
    ],
    masterName: 'main',
    password: 'secret',
    db: 1,
  })
  t.match(parseRedisUrl('rediss+cluster://one:1,two:2'), {
    kind: 'cluster',
    addresses: [{ port: 1 }, { port: 2 }],
    isEncrypted: true,
  })
})

t.test('refuses what it cannot read, without quoting it', async (t) => {
  for (const url of [
    'http://:secret-word@redis',
    'redis://:secret-word@',
    'redis://:secret-word@one,two',
    'redis://:secret-word@redis/one',
    'redis://:secret-word@redis/-1',
    'redis://:secret-word@redis:port',
    'redis+sentinel://:secret-word@one',
    'redis+other://:secret-word@one',
    'secret-word',
  ]) {
    const error = t.throws(() => parseRedisUrl(url), { name: 'TypeError' }) as Error
    t.notMatch(error.message, 'secret-word')
  }
})
