import { readFileSync } from 'node:fs'
import t from 'tap'
import { run } from '../src/run.ts'
import type { Validation } from '../src/validate.ts'
import { key, openMock } from './open-mock.ts'

interface Run {
  readonly exitCode: number
  readonly said: string
  readonly report: () => Validation
  readonly page: () => string
}

async function runLive(
  output: string,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Run> {
  const lines: string[] = []
  const exitCode = await run(['--output', output, ...parameters], variables, (line) => lines.push(line))
  return {
    exitCode,
    said: lines.join('\n'),
    report: () => JSON.parse(readFileSync(`${output}/report.json`, 'utf8')) as Validation,
    page: () => readFileSync(`${output}/report.md`, 'utf8'),
  }
}

t.test('without its variables it is blocked, says what is missing, and runs nothing', async (t) => {
  const output = t.testdir()
  const both = await runLive(output, {})
  t.equal(both.exitCode, 0)
  t.match(both.said, /^blocked: MCP_API_URL and MCP_API_KEY are not set/)
  const one = await runLive(output, { MCP_API_URL: 'http://127.0.0.1:9' })
  t.equal(one.exitCode, 0)
  t.match(one.said, /^blocked: MCP_API_KEY is not set/)
  t.throws(() => one.report(), { code: 'ENOENT' })
})

t.test('a wrong command line or address is told', async (t) => {
  const variables = { MCP_API_URL: 'patchbay.example', MCP_API_KEY: key }
  const { exitCode, said } = await runLive(t.testdir(), variables)
  t.equal(exitCode, 2)
  t.match(said, /MCP_API_URL must be an address/)
  const wrong = await runLive(t.testdir(), { ...variables, MCP_API_URL: 'http://127.0.0.1:9' }, [
    '--also',
    'x',
  ])
  t.equal(wrong.exitCode, 2)
  t.match(wrong.said, /--also must be such as/)
})

t.test('a runtime in mock mode passes', async (t) => {
  const url = await openMock(t, ['zoho-mail', 'gsc'])
  const { exitCode, report, page } = await runLive(
    t.testdir(),
    { MCP_API_URL: `${url}/mcp`, MCP_API_KEY: key },
    [
      '--samples',
      '2',
      '--require',
      'gsc',
      '--also',
      'zoho-mail/labels.create={"name":"Live","color":"#0B5394"}',
    ],
  )
  const { checks, latency, result } = report()
  t.same(
    checks.filter(({ outcome }) => outcome === 'failed'),
    [],
  )
  t.equal(exitCode, 0)
  t.equal(result, 'passed')
  for (const area of ['gsc (gsc-emulator)', 'zoho-mail (zoho-mail-emulator)']) {
    const reads = checks.filter((check) => check.area === area)
    t.equal(reads.length, 3, `${area}: the check and two reads`)
    t.ok(reads.every(({ outcome, detail }) => outcome === 'passed' && detail.endsWith(' mock')))
  }
  t.match(
    checks.find(({ area }) => area === 'zoho-mail (as told)'),
    { name: 'labels.create', outcome: 'passed' },
  )
  t.equal(checks.filter(({ area }) => area.startsWith('errors over')).length, 14)
  t.match(latency, [
    { connector: 'zoho-mail', face: 'mcp', samples: 4 },
    { connector: 'zoho-mail', face: 'rest', samples: 4 },
    { connector: 'gsc', face: 'mcp' },
    { connector: 'gsc', face: 'rest' },
  ])
  t.match(page(), /^# Live validation: passed/)
  // Nothing of a vendor's data: the emulated person and shop are called so.
  t.notMatch(page() + JSON.stringify(report()), /fernhill|mara@/i)
  t.notMatch(page() + JSON.stringify(report()), new RegExp(key))
})

t.test('a connection that does not work fails the run, with what to do', async (t) => {
  const url = await openMock(t, ['bing-wmt', 'gsc'], {
    connections: [
      {
        id: 'broken',
        connector: 'bing-wmt',
        config: { siteUrl: 'https://www.fernhill.example/' },
        credentials: { apiKey: 'secret-of-the-broken-connection' },
        origins: { api: 'http://127.0.0.1:1' },
      },
    ],
    egressAllow: ['http://127.0.0.1:*'],
  })
  const { exitCode, report, page } = await runLive(t.testdir(), { MCP_API_URL: url, MCP_API_KEY: key }, [
    '--samples',
    '1',
    '--require',
    'shopify',
  ])
  t.equal(exitCode, 1)
  const failed = report().checks.filter(({ outcome }) => outcome === 'failed')
  t.match(failed, [
    { area: 'connectors', name: 'shopify', detail: 'is not loaded' },
    { area: 'bing-wmt (broken)', name: 'connection.check', detail: /^vendor_\w+: \w+/ },
  ])
  t.equal(failed.length, 2)
  t.ok(report().checks.some(({ area, outcome }) => area.startsWith('gsc (') && outcome === 'passed'))
  t.match(page(), /## Failed\n\n\| where/)
  t.notMatch(page() + JSON.stringify(report()), /secret-of-the-broken/)
})

t.test('a wrong key, or no server, ends the run as failed', async (t) => {
  const url = await openMock(t, ['gsc'])
  const wrong = await runLive(t.testdir(), { MCP_API_URL: url, MCP_API_KEY: 'wrong-key-0123456789' })
  t.equal(wrong.exitCode, 1)
  t.match(wrong.report().checks.at(-1), { area: 'run', outcome: 'failed' })
  const gone = await runLive(t.testdir(), { MCP_API_URL: 'http://127.0.0.1:61234', MCP_API_KEY: key })
  t.equal(gone.exitCode, 1)
  t.match(gone.said, /ECONNREFUSED/)
})
