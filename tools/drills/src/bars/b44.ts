import { openAuthorizationFlows } from '../authentication/authorization-flows.ts'
import { openMcpFlows } from '../authentication/mcp-flows.ts'
import type { OpenFlowGroup } from '../authentication/negative-flow.ts'
import { openSessionFlows } from '../authentication/session-flows.ts'
import { openSignInFlows } from '../authentication/sign-in-flows.ts'
import { openTokenFlows } from '../authentication/token-flows.ts'
import type { Drill } from '../drill.ts'

/** Each opens what its flows run against. */
const groups: readonly OpenFlowGroup[] = [
  openTokenFlows,
  openMcpFlows,
  openAuthorizationFlows,
  openSessionFlows,
  openSignInFlows,
]

export const b44: Drill = {
  id: 'B44',
  promise: 'Nobody comes in by a credential that is not good, and none goes further than to us',
  target:
    'at least 20 negative flows, all refused; bad tokens all in the same words; inbound tokens seen upstream 0 times; failed attempts logged and limited (MCP MUSTs; ASVS V9, V10)',
  isLong: true,
  async run() {
    const passed: string[] = []
    const failures: string[] = []
    const words: string[] = []
    let holdAll = true
    for (const open of groups) {
      const group = await open()
      try {
        for (const flow of group.flows) {
          const outcome = await flow.run()
          if (outcome === undefined) passed.push(flow.name)
          else failures.push(`${flow.name}: ${outcome}`)
        }
        for (const [holds, finding] of await group.findings()) {
          holdAll &&= holds
          words.push(holds ? finding : `FAILED ${finding}`)
        }
      } finally {
        await group.close()
      }
    }
    const total = passed.length + failures.length
    return {
      measured: [`${passed.length}/${total} refused`, ...failures, ...words].join('; '),
      pass: failures.length === 0 && total >= 20 && holdAll,
    }
  },
}
