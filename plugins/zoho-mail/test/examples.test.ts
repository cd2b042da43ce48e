import type { Operation, TObject, TSchema } from '@patchbay/contract'
import t from 'tap'
import connector from '../src/index.ts'
import type { vendor } from '../src/vendor.ts'
import { run } from './support/run.ts'
import { startZoho } from './support/zoho.ts'

// By what they share: of each one by itself the types are lost in a loop.
const operations: Readonly<Record<string, Operation<typeof vendor, TObject, TSchema>>> = connector.operations

t.test('the examples are what the emulator answers', async (t) => {
  const zoho = await startZoho(t)
  for (const [id, operation] of Object.entries(operations)) {
    for (const { title, input, output } of operation.examples) {
      zoho.host.reset()
      const { data, isPartial } = await run(zoho, operation, input)
      t.strictSame(data, output, `${id}, "${title}"`)
      t.notOk(isPartial, `${id}, "${title}" is whole`)
    }
  }
})
