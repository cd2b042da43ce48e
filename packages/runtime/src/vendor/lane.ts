import { Pool } from 'undici'
import { Bulkhead, type BulkheadOptions } from './bulkhead.ts'

/** The sockets to one origin, and the bulkhead that counts them. */
export class Lane {
  readonly pool: Pool
  readonly bulkhead: Bulkhead
  #closing = 0

  constructor(origin: string, { capacity, queue }: Omit<BulkheadOptions, 'name'>, options: Pool.Options) {
    this.bulkhead = new Bulkhead({ capacity, queue, name: origin })
    this.pool = new Pool(origin, { ...options, connections: capacity })
    this.pool.on('disconnect', () => {
      // It may be another socket than the one awaited. As many close in the end, and undici opens none in between.
      if (this.#closing === 0) return
      this.#closing -= 1
      this.bulkhead.release()
    })
  }

  /** The socket is free for the next request, or has been closed. */
  release(): void {
    this.bulkhead.release()
  }

  /** The socket is being closed: its place is free once it is. */
  releaseAfterClose(): void {
    this.#closing += 1
  }
}
