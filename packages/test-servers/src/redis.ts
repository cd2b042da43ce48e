import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askRedis } from './ask-redis.ts'
import { freePort } from './free-port.ts'
import { redisProgram } from './redis-program.ts'
import { startProcess, type ServerProcess } from './server-process.ts'

export interface RedisOptions {
  /** Default: a free one. */
  readonly port?: number
  /** Parameters of redis-server, over those that keep it from writing to disk. */
  readonly args?: readonly string[]
  /** Where it keeps its data. Default: a folder that goes with it. */
  readonly folder?: string
  /** Whether it must be one of one's own, to be killed and wiped. Default: false; options above imply it. */
  readonly own?: boolean
}

/** A Redis server that answers. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** 0 for a server that was there before. */
  readonly pid: number
  /** Different for each caller: keys that begin with it do not meet those of others on the same server. */
  readonly prefix: string
  /** Ends it for good and removes what it kept. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGSTOP: it holds its connections and answers nothing. */
  pause(): void
  resume(): void
  /** Starts it again on the same port, after killing it if it runs. */
  restart(): Promise<void>
}

const startWithin = 15_000

/**
 * A Redis server for a test: that of REDIS_URL, else one that is started, from PATH or from Debian's packages. It keeps
 * nothing on disk unless told to, and ends with this process. Rejects with what to install if there is none.
 */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const prefix = `test-${randomBytes(6).toString('hex')}`
  const existing = process.env['REDIS_URL']
  const needsOwn =
    options.own === true ||
    options.port !== undefined ||
    options.args !== undefined ||
    options.folder !== undefined
  if (existing !== undefined && existing !== '' && !needsOwn) return borrow(existing, prefix)

  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'patchbay-redis-')))
  let { port, server } = await startOnPort(options, folder)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    prefix,
    get pid() {
      return server.pid
    },
    async stop() {
      await server.end()
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
    kill: () => server.end(),
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    async restart() {
      await server.end()
      server = await start(port, options, folder)
    },
  }
}

async function startOnPort(
  options: RedisOptions,
  folder: string,
): Promise<{ readonly port: number; server: ServerProcess }> {
  if (options.port !== undefined)
    return { port: options.port, server: await start(options.port, options, folder) }
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    try {
      return { port, server: await start(port, options, folder) }
    } catch (error) {
      // Somebody took the port meanwhile, or it cannot start at all.
      if (attempt === 3) throw error
    }
  }
}

async function start(port: number, { args = [] }: RedisOptions, folder: string): Promise<ServerProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const noDisk = ['--save', '', '--appendonly', 'no']
  const program = await redisProgram()
  const server = await startProcess(program, [...settings, ...noDisk, ...args])
  const deadline = performance.now() + startWithin
  while (!server.hasEnded && performance.now() < deadline) {
    const answer = await askRedis(port, 'PING').catch(String)
    // One that wants a password is up as well.
    if (answer.startsWith('+PONG') || answer.includes('-NOAUTH')) return server
    await sleep(20)
  }
  await server.end()
  throw new Error(`${program.path} did not start on port ${port}: ${server.output()}`)
}

function borrow(url: string, prefix: string): RedisServer {
  const refuse = (what: string): never => {
    throw new Error(
      `The server of REDIS_URL is not ours to ${what}: ask for one with \`own: true\`, or unset REDIS_URL.`,
    )
  }
  return {
    url,
    port: Number(new URL(url).port || 6379),
    pid: 0,
    prefix,
    stop: async () => undefined,
    kill: async () => refuse('kill'),
    pause: () => refuse('pause'),
    resume: () => refuse('resume'),
    restart: async () => refuse('restart'),
  }
}
