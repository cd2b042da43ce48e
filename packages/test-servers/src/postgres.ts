import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askPostgres } from './ask-postgres.ts'
import { freePort } from './free-port.ts'
import { makePostgresData } from './postgres-data.ts'
import { postgresDatabases, type PostgresDatabases } from './postgres-databases.ts'
import { postgresPrograms } from './postgres-program.ts'
import { childrenOf, isRunning } from './process-tree.ts'
import { startProcess, type ServerProcess } from './server-process.ts'
import { unprivileged } from './unprivileged.ts'

export interface PostgresOptions {
  /** Whether it must be one of one's own, to be killed and paused. Default: false; options below imply it. */
  readonly own?: boolean
  /** Whether what is committed is on the disk, for measuring. Default: false; a server that is killed loses nothing even so. */
  readonly durable?: boolean
  /** Settings of the server, such as `max_connections=20`. */
  readonly settings?: readonly string[]
}

/** A Postgres server that answers. */
export interface PostgresServer extends PostgresDatabases {
  /** Of the database `postgres`. */
  readonly url: string
  readonly port: number
  /** 0 for a server that was there before. */
  readonly pid: number
  /** Ends it for good and removes what it kept. */
  stop(): Promise<void>
  /** SIGKILL, to it and to all its processes. */
  kill(): Promise<void>
  /** SIGSTOP, likewise: it holds its connections and answers nothing. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Starts it again on the same port with what it kept, after killing it if it runs. */
  restart(): Promise<void>
}

const startWithin = 30_000
const fast = ['fsync=off', 'full_page_writes=off']

/**
 * A Postgres server for a test: that of DATABASE_URL, else one that is started, from PATH or from the binaries of an npm
 * package. It ends with this process. Rejects with what to install if there is none.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const existing = process.env['DATABASE_URL']
  const { own = false, durable = false, settings = [] } = options
  const needsOwn = own || durable || settings.length > 0
  if (existing !== undefined && existing !== '' && !needsOwn) return borrow(existing)

  const account = await unprivileged()
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-postgres-'))
  if (account !== undefined) await chown(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  await makePostgresData(data, account)
  const all = [...(durable ? [] : fast), ...settings]
  let { port, server } = await startOnPort(data, all)
  const url = urlOf(port)
  const kill = async (): Promise<void> => {
    const children = await childrenOf(server.pid)
    server.signal('SIGKILL')
    for (const child of children) signal(child, 'SIGKILL')
    await server.end()
    // While one of them is left, its memory keeps the next server from starting.
    while (children.some(isRunning)) await sleep(5)
  }
  return {
    url,
    port,
    ...postgresDatabases(url),
    get pid() {
      return server.pid
    },
    async stop() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
    kill,
    async pause() {
      // First the one that makes the others.
      server.signal('SIGSTOP')
      for (const child of await childrenOf(server.pid)) signal(child, 'SIGSTOP')
    },
    async resume() {
      for (const child of await childrenOf(server.pid)) signal(child, 'SIGCONT')
      server.signal('SIGCONT')
    },
    async restart() {
      await kill()
      server = await start(port, data, all)
    },
  }
}

const urlOf = (port: number): string => `postgresql://postgres@127.0.0.1:${port}/postgres`

async function startOnPort(
  data: string,
  settings: readonly string[],
): Promise<{ readonly port: number; server: ServerProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    try {
      return { port, server: await start(port, data, settings) }
    } catch (error) {
      // Somebody took the port meanwhile, or it cannot start at all.
      if (attempt === 3) throw error
    }
  }
}

async function start(port: number, data: string, settings: readonly string[]): Promise<ServerProcess> {
  const { postgres } = await postgresPrograms()
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings]
  const server = await startProcess(
    postgres,
    ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    await unprivileged(),
  )
  const deadline = performance.now() + startWithin
  while (!server.hasEnded && performance.now() < deadline) {
    const isUp = await askPostgres(urlOf(port), 'select 1').then(
      () => true,
      () => false,
    )
    if (isUp) return server
    await sleep(20)
  }
  await server.end()
  throw new Error(`${postgres.path} did not start on port ${port}: ${server.output()}`)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It is gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function borrow(url: string): PostgresServer {
  const refuse = (what: string): never => {
    throw new Error(
      `The server of DATABASE_URL is not ours to ${what}: ask for one with \`own: true\`, or unset DATABASE_URL.`,
    )
  }
  const databases = postgresDatabases(url)
  return {
    url,
    port: Number(new URL(url).port || 5432),
    pid: 0,
    ...databases,
    stop: () => databases.dropDatabases(),
    kill: async () => refuse('kill'),
    pause: async () => refuse('pause'),
    resume: async () => refuse('resume'),
    restart: async () => refuse('restart'),
  }
}
