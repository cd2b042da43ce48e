import t from 'tap'
import { createProtectedResource } from '../../../src/access/oauth-resource/protected-resource.ts'

const parts = { listening: () => undefined, port: 3_000, issuers: [], hasScopes: true }

t.test('a token names the resource however its address may be written, and no other', async (t) => {
  const { isNamedBy } = createProtectedResource({ ...parts, publicBase: 'https://patchbay.example' })
  for (const name of [
    'https://patchbay.example/mcp',
    'https://patchbay.example/mcp/',
    'HTTPS://Patchbay.Example/mcp',
    'https://patchbay.example:443/mcp',
  ]) {
    t.ok(isNamedBy(name), name)
  }
  for (const name of [
    'https://patchbay.example',
    'https://patchbay.example/',
    'https://patchbay.example/mcp/other',
    'https://patchbay.example/MCP',
    'https://patchbay.example/mcp?tenant=a',
    'https://patchbay.example/mcp?',
    'https://patchbay.example/mcp#a',
    'https://patchbay.example/mcp#',
    'https://patchbay.example:8443/mcp',
    'http://patchbay.example/mcp',
    'https://patchbay.example.evil.example/mcp',
    'https://a@patchbay.example/mcp',
    'patchbay.example/mcp',
    'http://localhost:3000/mcp',
    '',
  ]) {
    t.notOk(isNamedBy(name), name)
  }
})

t.test('without a public address it goes by the names of this machine, whichever was asked', async (t) => {
  const address = { address: '127.0.0.1', family: 'IPv4', port: 4_321 }
  const resource = createProtectedResource({ ...parts, publicBase: undefined, listening: () => address })
  t.equal(resource.addressFor('127.0.0.1:4321'), 'http://127.0.0.1:4321/mcp')
  t.equal(resource.addressFor('evil.example'), 'http://localhost:4321/mcp')
  t.equal(resource.metadataFor('[::1]:4321'), 'http://[::1]:4321/.well-known/oauth-protected-resource/mcp')
  t.ok(resource.isNamedBy('http://localhost:4321/mcp'))
  t.notOk(resource.isNamedBy('http://localhost:3000/mcp'), 'which is where it would listen, and does not')
})

t.test('an installation below a path is a resource below it', async (t) => {
  const resource = createProtectedResource({ ...parts, publicBase: 'https://example.com/patchbay' })
  t.equal(resource.addressFor('elsewhere'), 'https://example.com/patchbay/mcp')
  t.equal(
    resource.metadataFor(undefined),
    'https://example.com/patchbay/.well-known/oauth-protected-resource/mcp',
  )
})
