import { join } from 'node:path'
import t from 'tap'
import { ConfigurationError } from '../../src/configuration/read-settings.ts'
import { readConnectionSettings } from '../../src/connections/connection-settings.ts'

const problemsOf = (source: string, environment: Record<string, string> = {}): readonly string[] => {
  try {
    readConnectionSettings(source, environment)
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

const one = { id: 'main', connector: 'echo', credentials: { key: 'env:ECHO_KEY', other: 'plain' } }

t.test('are read from JSON itself or from a file, with variables put in', (t) => {
  const expected = [{ ...one, credentials: { key: 'the-key', other: 'plain' } }]
  const environment = { ECHO_KEY: 'the-key' }
  t.same(readConnectionSettings(JSON.stringify([one]), environment), expected)
  t.same(readConnectionSettings(`\n  ${JSON.stringify([one])}`, environment), expected)
  const folder = t.testdir({ 'connections.json': JSON.stringify([one]) })
  t.same(readConnectionSettings(join(folder, 'connections.json'), environment), expected)
  t.same(readConnectionSettings('[]', {}), [])
  t.end()
})

t.test('a variable that is not set, or empty, is named', (t) => {
  for (const environment of [{}, { ECHO_KEY: '' }]) {
    t.same(problemsOf(JSON.stringify([one]), environment), [
      'PATCHBAY_CONNECTIONS: /0/credentials/key: the variable ECHO_KEY is not set',
    ])
  }
  t.end()
})

t.test('everything wrong is said at once, by path, and no value is repeated', (t) => {
  const wrong = [
    { id: 'Not Kebab Secret', connector: '', credentials: { key: 12345678 }, extra: 'secret-extra' },
    { connector: 'echo', origins: { api: ['secret-origin'] } },
  ]
  const text = problemsOf(JSON.stringify(wrong)).join('\n')
  for (const path of ['/0/id', '/0/connector', '/0/credentials/key', '/0/extra', '/1/id', '/1/origins/api']) {
    t.match(text, `PATCHBAY_CONNECTIONS: ${path}: `)
  }
  t.notMatch(text, /[Ss]ecret|12345678/)
  t.end()
})

t.test('what is not JSON, not a list or not there is said without quoting it', (t) => {
  t.same(problemsOf('[{"id": "secret-text'), ['PATCHBAY_CONNECTIONS: is not valid JSON'])
  t.match(problemsOf('{"id": "secret-text"}'), [/^PATCHBAY_CONNECTIONS: the document: Expected array$/])
  t.match(problemsOf('/no/such/file.json'), ['/no/such/file.json: cannot be read (ENOENT)'])
  t.end()
})

t.test('two connections of one connector cannot have the same id', (t) => {
  const twice = [
    { id: 'main', connector: 'echo' },
    { id: 'main', connector: 'other' },
    { id: 'main', connector: 'echo' },
  ]
  t.same(problemsOf(JSON.stringify(twice)), [
    'PATCHBAY_CONNECTIONS: /2/id: echo has another connection of this id',
  ])
  t.end()
})
