import { randomBytes } from 'node:crypto'

const pool = { bytes: randomBytes(4_096), offset: 0 }

/** So many random bytes in hexadecimal. They are drawn in bulk: a call to the system costs more than an id. */
export function randomHex(bytes: number): string {
  if (pool.offset + bytes > pool.bytes.length) {
    pool.bytes = randomBytes(4_096)
    pool.offset = 0
  }
  pool.offset += bytes
  return pool.bytes.toString('hex', pool.offset - bytes, pool.offset)
}
