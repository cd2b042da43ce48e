import { execFileSync } from 'node:child_process'
import { test } from 'tap'
import { asCurl, asMcp, asTypeScript, shellWord } from '../src/pages/explorer/copy-as.ts'

const call = {
  connector: 'gsc',
  operation: 'sites.list',
  connection: 'main',
  input: { q: `it's "$HOME" \`x\` \\` },
}

test('a shell reads back what was quoted for it', async (t) => {
  for (const text of ["it's", '$HOME `id` "x" \\', '', "''", 'two\nlines']) {
    t.equal(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' }), text)
  }
})

test('curl is given the call by a shell, and the key by the environment', async (t) => {
  const script = `curl() { printf '%s\\0' "$@"; }\n${asCurl(call, 'https://patchbay.example')}`
  const env = { ...process.env, PATCHBAY_KEY: 'a-key' }
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).split('\0')
  t.equal(words[0], 'https://patchbay.example/v1/connectors/gsc/sites.list')
  t.ok(words.includes('Authorization: Bearer a-key'))
  t.ok(words.includes('Patchbay-Connection: main'))
  t.strictSame(JSON.parse(words[words.indexOf('--data-raw') + 1] ?? ''), call.input)
})

test('the client is given the same', async (t) => {
  const text = asTypeScript(call, 'https://patchbay.example')
  t.match(text, 'client.call("gsc", "sites.list", {')
  t.match(text, '{ connection: "main" })')
  t.match(text, 'process.env.PATCHBAY_KEY')
})

test('an agent is given the same, and no connection where there is but one', async (t) => {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'gsc_sites_list', arguments: call.input },
  }
  t.strictSame(JSON.parse(asMcp(call, false)), message)
  t.equal(JSON.parse(asMcp(call, true)).params.arguments.connection, 'main')
})
