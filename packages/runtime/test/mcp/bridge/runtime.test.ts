import t from 'tap'
import { adminKey, openApp } from '../../support/open-app.ts'
import { runCommand } from '../../support/run-command.ts'
import { openBridgeClient } from './bridge-client.ts'

t.test('a desktop client uses a running server', async (t) => {
  const { url, post } = await openApp(t)
  const { text } = await post('/v1/keys', { name: 'desktop', role: 'agent' })
  const { key } = (JSON.parse(text) as { data: { key: string } }).data
  for (const revision of ['2026-07-28', '2025-11-25'] as const) {
    const { client, log } = await openBridgeClient(t, {
      revision,
      environment: { PATCHBAY_KEY: key },
      parameters: ['--url', url],
    })
    const { tools } = await client.listTools()
    t.ok(
      tools.some(({ name }) => name === 'echo_text_say'),
      revision,
    )
    const said = await client.callTool({ name: 'echo_text_say', arguments: { text: 'Grüße über die Röhre' } })
    t.notOk(said.isError)
    t.match(JSON.stringify(said.structuredContent), /Grüße über die Röhre/)
    const wrong = await client.callTool({ name: 'echo_text_say', arguments: { text: 1 } })
    t.match(wrong, { isError: true, _meta: { 'patchbay/problem': { code: 'invalid_input' } } })
    await t.rejects(client.callTool({ name: 'no_such_tool' }), { code: -32_602, message: /tools\/list/ })
    t.notMatch(log(), key)
  }
})

t.test('a wrong command line is told before anything is said on standard output', async (t) => {
  const environment = { PATCHBAY_URL: 'http://127.0.0.1:61234', PATCHBAY_KEY: adminKey }
  const mute = await runCommand(['mcp'], environment)
  t.match(mute, { exitCode: 2, out: '', error: /--stdio is needed/ })
  const keyless = await runCommand(['mcp', '--stdio', '--key-file', '/no/such/file'], environment)
  t.match(keyless, { exitCode: 2, out: '', error: /\/no\/such\/file cannot be read/ })
  const lost = await runCommand(['mcp', '--stdio', '--url', 'patchbay.example'], environment)
  t.match(lost, { exitCode: 2, out: '', error: /PATCHBAY_URL/ })
})
