import { EventEmitter } from 'node:events'
import type { Stream, Toxic } from './toxic.ts'

/** The toxics of one proxy. Connections that are open feel a change at once. */
export class Toxics {
  readonly #byName = new Map<string, Toxic>()
  readonly #changes = new EventEmitter().setMaxListeners(0)

  list(): Toxic[] {
    return [...this.#byName.values()]
  }

  of(stream: Stream): Toxic[] {
    return this.list().filter((toxic) => toxic.stream === stream)
  }

  get(name: string): Toxic | undefined {
    return this.#byName.get(name)
  }

  set(toxic: Toxic): void {
    this.#byName.set(toxic.name, toxic)
    this.#changes.emit('change')
  }

  delete(name: string): boolean {
    const wasThere = this.#byName.delete(name)
    this.#changes.emit('change')
    return wasThere
  }

  clear(): void {
    this.#byName.clear()
    this.#changes.emit('change')
  }

  /** Returns what ends the listening. */
  onChange(listener: () => void): () => void {
    this.#changes.on('change', listener)
    return () => this.#changes.off('change', listener)
  }
}
