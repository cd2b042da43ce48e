import t from 'tap'
import { inRate } from '../../src/configuration/rates.ts'
import { ConfigurationError, readSettings } from '../../src/configuration/read-settings.ts'

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

t.test('every wrong variable is reported at once, with what it should be', (t) => {
  const problems = problemsOf({
    PORT: '99999',
    USE_MOCK_DATA: 'yes',
    LOG_LEVEL: 'loud',
    PATCHBAY_LOG_SAMPLE: '1.5',
    PATCHBAY_BODY_LIMIT: '12.5',
    PATCHBAY_RETRY_BASE: '5 minutes',
    PATCHBAY_VENDOR_ATTEMPTS: 'three',
    PATCHBAY_ADMIN_KEY: 'short',
  })
  t.same(problems.map((problem) => problem.split(':', 1)[0]).toSorted(), [
    'LOG_LEVEL',
    'PATCHBAY_ADMIN_KEY',
    'PATCHBAY_BODY_LIMIT',
    'PATCHBAY_LOG_SAMPLE',
    'PATCHBAY_RETRY_BASE',
    'PATCHBAY_VENDOR_ATTEMPTS',
    'PORT',
    'USE_MOCK_DATA',
  ])
  const text = problems.join('\n')
  t.match(text, 'PORT: must be a whole number from 0 to 65535, not "99999"')
  t.match(text, 'USE_MOCK_DATA: must be true or false, not "yes"')
  t.match(text, /LOG_LEVEL: must be one of trace, debug, .*, not "loud"/)
  t.match(text, 'PATCHBAY_LOG_SAMPLE: must be a number from 0 to 1, not "1.5"')
  t.match(text, 'PATCHBAY_RETRY_BASE: must be a duration such as 250ms, 30s or 5m, not "5 minutes"')
  t.match(text, 'PATCHBAY_VENDOR_ATTEMPTS: must be a whole number from 1 to 10, not "three"')
  t.end()
})

t.test('values are read as their kind', (t) => {
  t.match(
    readSettings({
      PORT: '0',
      USE_MOCK_DATA: '0',
      PATCHBAY_LOG_SAMPLE: '0.25',
      LOG_LEVEL: 'warn',
      PATCHBAY_RETRY_BASE: '1.5s',
      PATCHBAY_ADMIN_KEY: 'sixteen-letters!',
    }),
    {
      port: 0,
      useMockData: false,
      logSample: 0.25,
      logLevel: 'warn',
      retryBase: '1.5s',
      adminKey: 'sixteen-letters!',
    },
  )
  t.end()
})

t.test('an empty variable counts as not set', (t) => {
  const empty = readSettings({ PORT: '', USE_MOCK_DATA: '', PATCHBAY_ADMIN_KEY: '', PATCHBAY_RETRY_CAP: '' })
  t.same(empty, readSettings({}))
  t.notOk('adminKey' in empty)
  t.end()
})

t.test('blank numbers are wrong rather than zero', (t) => {
  t.match(problemsOf({ PORT: ' ' }), [/^PORT: must be a whole number/])
  t.end()
})

t.test('durations that no timer can hold are wrong', (t) => {
  t.match(problemsOf({ PATCHBAY_VENDOR_SILENCE: '30d' }), [/^PATCHBAY_VENDOR_SILENCE: /])
  t.same(problemsOf({ PATCHBAY_VENDOR_SILENCE: '24d' }), [])
  t.end()
})

t.test('a variable of ours that does not exist is named, one of others is not', (t) => {
  t.match(problemsOf({ PATCHBAY_RETRY_BASES: '1s', HOME: '/', OTHER: 'x' }), [
    /^PATCHBAY_RETRY_BASES: there is no such setting/,
  ])
  t.end()
})

t.test('the key of the administrator is never repeated', (t) => {
  const [problem] = problemsOf({ PATCHBAY_ADMIN_KEY: 'hunter2' })
  t.match(problem, /^PATCHBAY_ADMIN_KEY: must have at least 16 characters/)
  t.notMatch(problem, 'hunter2')
  t.end()
})

t.test('connections, which may hold credentials, are never repeated', (t) => {
  const [problem] = problemsOf({ PATCHBAY_CONNECTIONS: '7' })
  t.match(problem, /^PATCHBAY_CONNECTIONS: /)
  t.notMatch(problem, '"7"')
  t.end()
})

t.test('production switches mock data off, unless it is asked for', (t) => {
  t.equal(readSettings({}).useMockData, true)
  t.equal(readSettings({ NODE_ENV: 'test' }).useMockData, true)
  t.equal(readSettings({ NODE_ENV: 'production' }).useMockData, false)
  t.equal(readSettings({ NODE_ENV: 'production', USE_MOCK_DATA: '' }).useMockData, false)
  t.equal(readSettings({ NODE_ENV: 'production', USE_MOCK_DATA: 'true' }).useMockData, true)
  t.end()
})

t.test('a rate is an amount in a span of time, or off', (t) => {
  const variable = 'PATCHBAY_CALL_RATE'
  for (const rate of ['600/1m', '1/250ms', '5/1.5s', 'off']) {
    t.equal(readSettings({ [variable]: rate }).callRate, rate)
  }
  for (const rate of ['600', '600/', '0/1m', '-1/1m', '600/1', '600/0s', '600/0.0s', 'on', '6e2/1m']) {
    t.same(problemsOf({ [variable]: rate }), [
      `${variable}: must be a rate such as 600/1m, or off, not "${rate}"`,
    ])
  }
  t.same(problemsOf({ [variable]: '1/25d' }), [`${variable}: must be at most 24d, not "1/25d"`])
  t.same(inRate('600/1m'), { amount: 600, window: 60_000 })
  t.equal(inRate('off'), undefined)
  t.end()
})
