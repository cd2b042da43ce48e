import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Link } from './link.ts'
import type { Toxic } from './toxic.ts'
import { Toxics } from './toxics.ts'

/** A proxy as Toxiproxy's API shows it. */
export interface ProxyDescription {
  readonly name: string
  readonly listen: string
  readonly upstream: string
  readonly enabled: boolean
  readonly toxics: readonly Toxic[]
}

interface Address {
  readonly host: string
  readonly port: number
}

/** `host:port`; a host of IPv6 stands in brackets. Throws a `TypeError` for anything else. */
export function parseAddress(text: string): Address {
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(text) ?? []
  if (port === '' || Number(port) > 65_535) throw new TypeError(`"${text}" is not an address like host:port`)
  return { host: host === '' ? '0.0.0.0' : host, port: Number(port) }
}

/** Listens at one address and passes every connection on to another, through its toxics. */
export class Proxy {
  readonly name: string
  readonly toxics = new Toxics()
  readonly #random: () => number
  readonly #sockets = new Set<Socket>()
  #listen: string
  #upstream: string
  #server: Server | undefined

  constructor(name: string, listen: string, upstream: string, random: () => number) {
    parseAddress(listen)
    parseAddress(upstream)
    this.name = name
    this.#listen = listen
    this.#upstream = upstream
    this.#random = random
  }

  /** Where it listens; the port is known once it has been enabled. */
  get listen(): string {
    return this.#listen
  }

  get isEnabled(): boolean {
    return this.#server !== undefined
  }

  describe(): ProxyDescription {
    return {
      name: this.name,
      listen: this.#listen,
      upstream: this.#upstream,
      enabled: this.isEnabled,
      toxics: this.toxics.list(),
    }
  }

  /** Takes connections. Rejects if the address cannot be listened on. */
  async enable(): Promise<void> {
    if (this.#server !== undefined) return
    const { host, port } = parseAddress(this.#listen)
    // Half-open, because each direction ends when its own link has passed everything on.
    const server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client))
    server.listen(port, host)
    await once(server, 'listening')
    this.#listen = `${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`
    this.#server = server
  }

  /** Takes none any more, and ends those that are open: for its clients, the server is down. */
  async disable(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#sockets) socket.destroy()
    if (server === undefined) return
    server.close()
    await once(server, 'close')
  }

  /** Moves to other addresses; what is open ends. */
  async move({ listen = this.#listen, upstream = this.#upstream }): Promise<void> {
    if (listen === this.#listen && upstream === this.#upstream) return
    parseAddress(listen)
    parseAddress(upstream)
    const wasEnabled = this.isEnabled
    await this.disable()
    this.#listen = listen
    this.#upstream = upstream
    if (wasEnabled) await this.enable()
  }

  #accept(client: Socket): void {
    const server = connect({ ...parseAddress(this.#upstream), allowHalfOpen: true })
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.setNoDelay(true)
      this.#sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.once('close', () => {
        this.#sockets.delete(socket)
        if (socket.errored !== null) other.destroy()
      })
    }
    new Link(client, server, 'upstream', this.toxics, this.#random)
    new Link(server, client, 'downstream', this.toxics, this.#random)
  }
}
