import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { findServerProgram } from './server-program.ts'
import { startProcess } from './server-process.ts'

/** A load balancer in front of HTTP servers. */
export interface LoadBalancer {
  readonly url: string
  stop(): Promise<void>
}

export interface LoadBalancerOptions {
  /** Ports on 127.0.0.1. */
  readonly ports: readonly number[]
  /** What is asked to learn whether a server should get requests; it should while this answers 200. */
  readonly checkPath: string
  /** Milliseconds between two checks of a server; one answer is enough to take it out or in. */
  readonly checkEvery: number
}

const packages = [
  'haproxy',
  'liblua5.3-0',
  'libopentracing-c-wrapper0',
  'libopentracing1',
  'libpcre2-8-0',
  'libssl3',
  'libcrypt1',
  'libsystemd0',
]

const startWithin = 10_000

/** Starts HAProxy, from PATH or from Debian's packages. Rejects with what to install if there is none. */
export async function startHaproxy(options: LoadBalancerOptions): Promise<LoadBalancer> {
  const program = await findServerProgram({
    name: 'haproxy',
    path: 'usr/sbin/haproxy',
    packages,
    advice: 'A load balancer is needed, and none was found: install haproxy so that it is on PATH.',
  })
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-haproxy-'))
  const file = join(folder, 'haproxy.cfg')
  await writeFile(file, configuration(port, options))
  const server = await startProcess(program, ['-db', '-f', file])
  const stop = async (): Promise<void> => {
    await server.end()
    await rm(folder, { recursive: true, force: true })
  }
  const deadline = performance.now() + startWithin
  while (!server.hasEnded && performance.now() < deadline) {
    if (await isListening(port)) return { url: `http://127.0.0.1:${port}`, stop }
    await sleep(20)
  }
  await stop()
  throw new Error(`${program.path} did not start on port ${port}: ${server.output()}`)
}

/** As a platform team would write it; what is not said here is HAProxy's default. */
const configuration = (port: number, { ports, checkPath, checkEvery }: LoadBalancerOptions): string => `
defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
  timeout check 1s
  option redispatch
frontend all
  bind 127.0.0.1:${port}
  default_backend servers
backend servers
  option httpchk GET ${checkPath}
  http-check expect status 200
  default-server check inter ${checkEvery}ms fall 1 rise 1
${ports.map((one, index) => `  server s${index} 127.0.0.1:${one}`).join('\n')}
`

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
