import { fileURLToPath } from 'node:url'
import t from 'tap'
import { sendVectors } from '../src/raw/send-vectors.ts'
import { vectors } from '../src/raw/vectors.ts'
import { openApp } from '../src/support/open-app.ts'

const many = '1000000/1m'

t.test('no bytes get through, or break anything', async (t) => {
  const runtime = await openApp(
    {
      connectors: fileURLToPath(new URL('../connectors/chatty', import.meta.url)),
      openRate: many,
      failedAuthenticationRate: many,
    },
    {},
  )
  t.teardown(() => runtime.close())
  t.ok(vectors.length >= 120, `${vectors.length} vectors`)
  t.same(await sendVectors(Number(new URL(runtime.url).port)), [])
  t.equal((await runtime.fetch('/v1/connections')).status, 200, 'it still serves who has a key')
  t.same(
    runtime.written.filter((line) => line.includes('"level":"error"')),
    [],
  )
})
