import type { Drill } from '../drill.ts'
import { crossReplies } from '../mcp/cross-replies.ts'
import { changeDefinition, offerOurOwn, offerPoison } from '../mcp/tool-definitions.ts'

const clients = 200
const callsEach = 50
const samples = 25

export const b42: Drill = {
  id: 'B42',
  isLong: true,
  promise: 'Every agent gets its own replies, and what agents were shown does not change under their feet',
  target: `${clients} clients of two tenants, of both revisions, with the same ids and progress tokens, x ${callsEach} calls, ${4} at once each: 0 crossed replies; a definition changed under its version blocked until approved; ${samples}/${samples} poisoned definitions held back, 0 of our own, 0 warnings of the outputs of our examples; lists the same for all, in whatever order connectors are loaded`,
  async run() {
    const crossing = await crossReplies(clients, callsEach)
    const faults = await changeDefinition()
    const poison = await offerPoison()
    const own = await offerOurOwn()
    return {
      measured: `${crossing.clients} clients, ${crossing.calls} calls: ${crossing.wrong.length} crossed or failed${crossing.wrong[0] === undefined ? '' : ` (${crossing.wrong.slice(0, 3).join('; ')})`}, ${crossing.strayed} requests at the vendor of the other tenant, ${crossing.oddLists} odd lists; changed definition ${faults.length === 0 ? 'blocked until approved' : faults.join('; ')}; ${poison.held}/${samples} poisoned definitions held, ${poison.offered.length} tool offered beside them; ${own.held.length} of ${own.tools} of our tools held${own.held.length === 0 ? '' : ` (${own.held.join(', ')})`}, ${own.warned} of ${own.outputs} outputs warned of; ${own.listed} listed, in ${own.isStable ? 'the same order' : 'ANOTHER order'} whichever connector is loaded first`,
      pass:
        crossing.wrong.length === 0 &&
        crossing.strayed === 0 &&
        crossing.oddLists === 0 &&
        faults.length === 0 &&
        poison.held === samples &&
        poison.offered.join() === 'poisoned_orders_list' &&
        own.tools > 500 &&
        own.held.length === 0 &&
        own.warned === 0 &&
        own.isStable &&
        own.listed === own.tools,
    }
  },
}
