import { startPostgres } from '@patchbay/test-servers'
import { askEveryRoute } from '../audit/ask-every-route.ts'
import { playTricks } from '../audit/play-tricks.ts'
import { measureWrites, type WriteCost } from '../audit/write-cost.ts'
import { writeTogether } from '../audit/write-together.ts'
import type { Drill } from '../drill.ts'

const tricks = 1_000
const writes = 10_000
/** Milliseconds of each part of writing together. */
const span = 3_000

const inWords = (where: string, { alone, together, processor }: WriteCost): string =>
  `${where} ${alone.p50.toFixed(1)}/${alone.p99.toFixed(1)} ms alone, ${together.p50.toFixed(1)}/${together.p99.toFixed(1)} ms with 50 at once (${together.perSecond.toFixed(0)}/s, ${processor.toFixed(0)} µs of processor each)`

async function measureOnPostgres(): Promise<WriteCost> {
  const postgres = await startPostgres({ durable: true })
  try {
    return await measureWrites(await postgres.createDatabase(), writes)
  } finally {
    await postgres.stop()
  }
}

export const b56: Drill = {
  id: 'B56',
  isLong: true,
  promise: 'Every change leaves an entry, and every change to the entries is found',
  target: `${tricks} edits, deletions, insertions, reorders, truncations, forged chains and rollbacks: 100 % found; every route that changes something 1 entry for each request, reads 0; 3 processes on one Postgres, kill -9 of one, of the database, and of another one while that is dead, both started again: one unbroken chain, 0 acknowledged calls without their entry, 0 doubled. Svix, Nango: none chained`,
  async run() {
    const played = await playTricks(tricks)
    const asked = await askEveryRoute()
    const written = await writeTogether(span)
    const embedded = await measureWrites(undefined, writes)
    const onPostgres = await measureOnPostgres()
    const found = played.count - played.missed.length
    return {
      measured:
        `${found} of ${played.count} found (${played.kinds} kinds)${played.missed.length > 0 ? `, missed: ${[...new Set(played.missed)].join(', ')}` : ''}; ` +
        `${asked.changing} routes that change and ${asked.reading} that read: ${asked.wrong.length === 0 ? 'as promised' : asked.wrong.join(', ')}; ` +
        `together: ${written.answered} calls answered (${written.answeredAway} while the database was dead), ${written.leftInFiles} files left by the killed, ${written.lost} lost, ${written.doubled} doubled, ${written.entries} entries, chain ${written.isIntact ? 'unbroken' : `BROKEN: ${written.breaches}`}; ` +
        `cost of an entry, p50/p99: ${inWords('embedded', embedded)}; ${inWords('Postgres with fsync', onPostgres)}`,
      pass:
        played.missed.length === 0 &&
        played.isIntact &&
        asked.wrong.length === 0 &&
        asked.changing > 0 &&
        written.isIntact &&
        written.answered > 0 &&
        written.answeredAway > 0 &&
        written.leftInFiles > 0 &&
        written.lost === 0 &&
        written.doubled === 0,
    }
  },
}
