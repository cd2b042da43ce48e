import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp, defaultSettings, openStore } from '@patchbay/runtime'
import { connectorFolder, vendorKey } from '../bench-connector.ts'
import type { Question } from '../processes/messages.ts'
import { reportToParent } from '../processes/report-to-parent.ts'

// The real runtime on an embedded store in a folder, which is written to without pause when the parent says so.
const [upstream = '', adminKey = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const store = await openStore({ folder: join(folder, 'store') })
const app = await buildApp(
  defaultSettings({
    connectors: connectorFolder,
    useMockData: false,
    adminKey,
    callRate: '999999999999/1m',
  }),
  {
    store,
    connections: [
      { id: 'bench', connector: 'bench', credentials: { apiKey: vendorKey }, origins: { api: upstream } },
    ],
    egressAllow: [upstream],
  },
)

let isWriting = false
let written = 0
async function write(): Promise<void> {
  while (isWriting) {
    await store.database
      .insertInto('changes')
      .values({ topic: 'bench', tenant: null, key: String(written) })
      .execute()
    written += 1
  }
}
process.on('message', (question: Question) => {
  if (question !== 'write' && question !== 'rest') return
  isWriting = question === 'write'
  process.send?.({ kind: 'written', count: written })
  void write()
})
reportToParent(await app.listen({ host: '127.0.0.1', port: 0 }))
