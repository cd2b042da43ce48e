import { existsSync, openAsBlob } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { constants, getPriority, setPriority } from 'node:os'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { EmbeddedEngineOptions } from './embedded-engine.ts'

/** Steps down from the priority of this process. */
const yields = 5

// Speaks the wire protocol of Postgres over messages. A query blocks its thread for about a millisecond, so the thread
// is not the one that serves.
// Where cores are short it yields to that one; Linux gives each thread a priority of its own.
if (process.platform === 'linux')
  setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + yields))
const { folder, image } = workerData as EmbeddedEngineOptions
if (folder !== undefined && !existsSync(folder)) {
  // Whoever is interrupted while making one shall not find half of one later.
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await (await PGlite.create(unfinished)).close()
  await rename(unfinished, folder)
}
const database = await PGlite.create({
  ...(folder === undefined ? {} : { dataDir: folder }),
  ...(image === undefined ? {} : { loadDataDir: await openAsBlob(image) }),
})

// The engine has one session, which is that of the connection that came last.
let session: MessagePort | undefined
let last: Promise<unknown> = Promise.resolve()
const inOrder = (work: () => Promise<unknown>): void => {
  last = last.then(work)
}

parentPort?.on('message', (message: MessagePort | 'close') => {
  if (message === 'close') {
    inOrder(async () => {
      await database.close()
      parentPort?.close()
      session?.close()
    })
    return
  }
  session?.close()
  session = message
  // What an earlier connection has left undone is not of this one.
  inOrder(() => database.exec('rollback'))
  inOrder(() => database.exec('discard all'))
  message.on('message', (bytes: Uint8Array) =>
    inOrder(async () => {
      if (session === message) message.postMessage(await database.execProtocolRaw(bytes))
    }),
  )
})
parentPort?.postMessage('ready')
