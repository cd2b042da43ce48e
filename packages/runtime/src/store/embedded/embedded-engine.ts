import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { EmbeddedStream } from './embedded-stream.ts'

export interface EmbeddedEngineOptions {
  /** Where it keeps its files, made if there are none. Default: in memory. */
  readonly folder?: string | undefined
  /** File with a dump of a folder to begin with. Default: a new one is made, which takes seconds. */
  readonly image?: string | undefined
}

/** Postgres in a thread of this process, with one session. */
export interface EmbeddedEngine {
  /** What the driver takes for a socket. A new one takes the session over from the one before. */
  connect(): EmbeddedStream
  close(): Promise<void>
}

/** Starts the engine. Rejects with what keeps it from starting. */
export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const worker = new Worker(new URL(import.meta.resolve('#workers/pglite')), { workerData: options })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  await once(worker, 'message')
  // From now on its connections hold the process for as long as somebody waits for them.
  worker.unref()
  worker.on('error', () => undefined)
  return {
    connect() {
      const { port1, port2 } = new MessageChannel()
      worker.postMessage(port2, [port2])
      return new EmbeddedStream(port1)
    },
    async close() {
      worker.ref()
      worker.postMessage('close')
      await exited
    },
  }
}
