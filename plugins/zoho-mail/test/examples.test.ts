import t from 'tap'
import connector from '../src/index.ts'
import { run } from './support/run.ts'
import { startZoho } from './support/zoho.ts'

t.test('the examples are what the emulator answers', async (t) => {
  const zoho = await startZoho(t)
  for (const [id, operation] of Object.entries(connector.operations)) {
    for (const { title, input, output } of operation.examples) {
      zoho.host.reset()
      const { data, isPartial } = await run(zoho, operation, input)
      t.same(data, output, `${id}, "${title}"`)
      t.notOk(isPartial, `${id}, "${title}" is whole`)
    }
  }
})
