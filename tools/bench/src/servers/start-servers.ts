import { loadCore, serverCore } from '../processes/affinity.ts'
import { startServerProcess, type ServerProcess } from '../processes/server-process.ts'
import { startRedis } from '@patchbay/test-servers'
import type { ServerId } from '../cases.ts'

export interface ServersOptions {
  readonly servers: readonly ServerId[]
  /** The bearer key that Patchbay asks for. */
  readonly callerKey: string
  readonly isPinned: boolean
  readonly profileFolder: string | undefined
}

export interface RunningServers {
  of(server: ServerId): ServerProcess
  stop(): Promise<void>
}

/** Starts the upstream and the servers that call it. Those that are not asked anything cost nothing. */
export async function startServers(options: ServersOptions): Promise<RunningServers> {
  const { callerKey, isPinned, profileFolder } = options
  const started: ServerProcess[] = []
  const start = async (
    script: string,
    parameters: readonly string[],
    core: number,
  ): Promise<ServerProcess> => {
    const server = await startServerProcess({
      script: new URL(script, import.meta.url),
      parameters,
      core: isPinned ? core : undefined,
      profileFolder: core === serverCore ? profileFolder : undefined,
    })
    started.push(server)
    return server
  }
  let stopRedis: (() => Promise<void>) | undefined
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()))
    await stopRedis?.()
  }

  try {
    const { origin } = await start('./upstream.ts', [], loadCore)
    const needsRedis = options.servers.some((id) => id === 'stackedRedis' || id === 'patchbayRedis')
    const redis = needsRedis ? await startRedis() : undefined
    if (redis !== undefined) stopRedis = () => redis.stop()
    const redisUrl = redis?.url ?? ''
    const recipes: Readonly<Record<ServerId, readonly [script: string, ...parameters: string[]]>> = {
      bare: ['./bare-fastify.ts'],
      undici: ['./fastify-undici.ts', origin],
      patchbay: ['./patchbay.ts', origin, callerKey],
      patchbayLogged: ['./patchbay.ts', origin, callerKey, '1'],
      patchbayRedis: ['./patchbay.ts', origin, callerKey, '0.01', redisUrl],
      patchbayCrowd: ['./patchbay.ts', origin, callerKey, '0.01', '', 'crowd'],
      sdkHigh: ['./mcp-sdk.ts', origin, 'high', '1'],
      sdkHighMany: ['./mcp-sdk.ts', origin, 'high', '500'],
      sdkLow: ['./mcp-sdk.ts', origin, 'low', '1'],
      stacked: ['./stacked.ts', origin, callerKey],
      stackedRedis: ['./stacked.ts', origin, callerKey, redisUrl],
    }
    const running = new Map<ServerId, ServerProcess>()
    for (const id of options.servers) {
      const [script, ...parameters] = recipes[id]
      running.set(id, await start(script, parameters, serverCore))
    }
    return {
      of(id) {
        const server = running.get(id)
        if (server === undefined) throw new Error(`The server ${id} was not started.`)
        return server
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
