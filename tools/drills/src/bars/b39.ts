import type { Drill } from '../drill.ts'
import { runMatrix } from '../tenancy/run-matrix.ts'
import { openWorld } from '../tenancy/world.ts'

const fewest = 1_000

export const b39: Drill = {
  id: 'B39',
  promise: 'A tenant learns nothing of another one, not even that something is there',
  target: `every route of OpenAPI x {own, other tenant, nobody, other roles} x every place where an id can stand: at least ${fewest} cells, 0 leaks; what is another's is answered byte for byte like what is missing; nothing of the other tenant changes`,
  isLong: true,
  async run() {
    const world = await openWorld()
    try {
      const { cells, routes, leaks, reached, isUntouched } = await runMatrix(world)
      return {
        measured: [
          `${cells} cells over ${routes} routes, ${leaks.length} leaks`,
          `${reached} of them show their owner what the others do not see`,
          isUntouched
            ? 'nothing of the other tenant changed'
            : 'FAILED something of the other tenant changed',
          ...leaks.slice(0, 10),
        ].join('; '),
        pass: leaks.length === 0 && cells >= fewest && reached > 0 && isUntouched,
      }
    } finally {
      await world.close()
    }
  },
}
