import type { Drill } from '../drill.ts'
import { failEverywhere } from '../errors/every-error.ts'

/** Every route, made to fail in every way. */
export const b33: Drill = {
  id: 'B33',
  promise: 'Every failure of every route is a problem, and says nothing of the inside',
  target:
    'all routes x 12 causes and failing vendors: 100 % valid application/problem+json, documented, naming their request (Fastify repeats the message of what was thrown)',
  async run() {
    const { routes, answers, statuses, faults } = await failEverywhere()
    return {
      measured:
        `${answers - faults.length} of ${answers} answers of ${routes} routes (${statuses.join(', ')})` +
        faults
          .slice(0, 5)
          .map((fault) => `; ${fault}`)
          .join(''),
      // Fewer would mean that routes were not asked.
      pass: faults.length === 0 && answers > routes * 12,
    }
  },
}
