import t from 'tap'
import { withOwnName } from '../src/proxy/tool-names.ts'

t.test('only calls of tools are spoken for', async (t) => {
  const call = (name: string) => ({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: {} },
  })
  t.same(withOwnName(call('greet')), call('test_person_greet'))
  t.same(withOwnName(call('toString')), call('toString'))
  for (const other of [
    null,
    'greet',
    { method: 'prompts/get', params: { name: 'greet' } },
    { method: 'tools/call' },
  ])
    t.equal(withOwnName(other), other)
})
