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
  /** As if the process were killed. */
  kill(): Promise<void>
}

/** Starts the engine. Rejects with what keeps it from starting, or once the signal is aborted. */
export async function startEmbeddedEngine(
  options: EmbeddedEngineOptions,
  signal?: AbortSignal,
): Promise<EmbeddedEngine> {
  const worker = new Worker(new URL(import.meta.resolve('#workers/pglite')), { workerData: options })
  let hasEnded = false
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      hasEnded = true
      resolve()
    })
  })
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  const failed = exited.then(() => {
    throw new Error('the thread of the embedded engine has ended')
  })
  await Promise.race([once(worker, 'message'), failed])
  signal?.removeEventListener('abort', stop)
  // From now on its connections hold the process for as long as somebody waits for them.
  worker.unref()
  worker.on('error', () => undefined)
  return {
    connect() {
      const { port1, port2 } = new MessageChannel()
      if (hasEnded) port2.close()
      else worker.postMessage(port2, [port2])
      return new EmbeddedStream(port1)
    },
    async close() {
      worker.ref()
      worker.postMessage('close')
      await exited
    },
    async kill() {
      stop()
      await exited
    },
  }
}
