import fastify from 'fastify'
import { toxiproxyApi } from './api.ts'
import { Proxies } from './proxies.ts'

export interface FaultProxyOptions {
  /** Of the HTTP API; 0, the default, picks a free one. Toxiproxy's own is 8474. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** From 0 up to 1; decides by toxicity and jitter. */
  readonly random?: () => number
}

export interface FaultProxy {
  /** Of the HTTP API. */
  readonly url: string
  readonly proxies: Proxies
  /** Ends every proxy and the API. */
  close(): Promise<void>
}

/** Starts the HTTP API, with no proxies yet. */
export async function startFaultProxy(options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { port = 0, host = '127.0.0.1', random = Math.random } = options
  const proxies = new Proxies(random)
  const app = fastify({ forceCloseConnections: true })
  await app.register(toxiproxyApi, { proxies })
  const url = await app.listen({ port, host })
  return {
    url,
    proxies,
    async close() {
      await proxies.close()
      await app.close()
    },
  }
}
