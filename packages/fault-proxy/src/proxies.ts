import { ApiError } from './api-error.ts'
import { Proxy } from './proxy.ts'

export interface ProxyBody {
  readonly name?: string
  readonly listen?: string
  readonly upstream?: string
  readonly enabled?: boolean
}

/** All proxies of one server, by name. Every failure is an `ApiError`. */
export class Proxies {
  readonly #byName = new Map<string, Proxy>()
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  list(): Proxy[] {
    return [...this.#byName.values()]
  }

  get(name: string): Proxy {
    const proxy = this.#byName.get(name)
    if (proxy === undefined) throw new ApiError(404, 'proxy not found')
    return proxy
  }

  async add({ name = '', listen = '127.0.0.1:0', upstream = '', enabled = true }: ProxyBody): Promise<Proxy> {
    if (name === '') throw new ApiError(400, 'missing required field: name')
    if (upstream === '') throw new ApiError(400, 'missing required field: upstream')
    if (this.#byName.has(name)) throw new ApiError(409, 'proxy already exists')
    const proxy = valid(() => new Proxy(name, listen, upstream, this.#random))
    if (enabled) await listening(proxy.enable())
    this.#byName.set(name, proxy)
    return proxy
  }

  async change(name: string, { listen, upstream, enabled }: ProxyBody): Promise<Proxy> {
    const proxy = this.get(name)
    await listening(
      proxy.move({
        ...(listen === undefined ? {} : { listen }),
        ...(upstream === undefined ? {} : { upstream }),
      }),
    )
    if (enabled === true) await listening(proxy.enable())
    if (enabled === false) await proxy.disable()
    return proxy
  }

  async remove(name: string): Promise<void> {
    await this.get(name).disable()
    this.#byName.delete(name)
  }

  /** Replaces those of the same name that are different, as Toxiproxy's /populate does. */
  async populate(bodies: readonly ProxyBody[]): Promise<Proxy[]> {
    const populated: Proxy[] = []
    for (const body of bodies) {
      if (body.name !== undefined && this.#byName.has(body.name)) await this.remove(body.name)
      populated.push(await this.add(body))
    }
    return populated
  }

  /** Enables all, and removes every toxic. */
  async reset(): Promise<void> {
    for (const proxy of this.list()) {
      proxy.toxics.clear()
      await listening(proxy.enable())
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.list().map((proxy) => proxy.disable()))
  }
}

function valid<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new ApiError(400, (error as Error).message)
  }
}

async function listening(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw new ApiError(error instanceof TypeError ? 400 : 500, (error as Error).message)
  }
}
