import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

// Speaks the wire protocol of Postgres over messages. A query blocks its thread for about a millisecond, so the thread
// is not the one that serves.
const { folder } = workerData as { readonly folder: string | undefined }
const database = await PGlite.create(folder === undefined ? {} : { dataDir: folder })
let last = Promise.resolve()
parentPort?.on('message', (message: Uint8Array | 'close') => {
  last = last.then(async () => {
    if (message === 'close') {
      await database.close()
      parentPort?.close()
      return
    }
    parentPort?.postMessage(await database.execProtocolRaw(message))
  })
})
parentPort?.postMessage('ready')
