import { test } from 'tap'
import { holdsSecret } from '../src/parts/schema-form/holds-secret.ts'

test('a secret is found wherever it is', async (t) => {
  const secret = { type: 'string', 'x-patchbay-secret': true }
  t.ok(holdsSecret({ type: 'object', properties: { deep: { anyOf: [{ type: 'array', items: secret }] } } }))
  t.notOk(holdsSecret({ type: 'string', 'x-patchbay-secret': false }))
  t.notOk(holdsSecret({ type: 'object', properties: { 'x-patchbay-secret': { type: 'boolean' } } }))
})
