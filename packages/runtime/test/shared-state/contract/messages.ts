import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'

export function messagesContract(t: Test, open: () => SharedState): void {
  t.test('every subscriber of a channel hears its messages until it ends', async (t) => {
    const { messages } = open()
    const heard: string[] = []
    const same = (message: string): void => void heard.push(`same ${message}`)
    const ends = [
      messages.subscribe('error', (message) => heard.push(`one ${message}`)),
      messages.subscribe('error', same),
      messages.subscribe('error', same),
      messages.subscribe('other', (message) => heard.push(`other ${message}`)),
    ]
    const publishUntilHeard = async (message: string): Promise<void> => {
      heard.length = 0
      // A subscription takes its time to reach a server.
      while (heard.length === 0) {
        await messages.publish('error', message)
        await sleep(20)
      }
    }
    await publishUntilHeard('a')
    t.same(new Set(heard), new Set(['one a', 'same a']))
    t.equal(heard.length % 3, 0)
    ends[0]?.()
    ends[1]?.()
    await publishUntilHeard('b')
    t.same(new Set(heard), new Set(['same b']), 'the one that is left')
    for (const end of ends) end()
    heard.length = 0
    await messages.publish('error', 'c')
    await messages.publish('other', 'c')
    await sleep(50)
    t.same(heard, [])
  })
}
