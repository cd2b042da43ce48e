import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startCanaryEverywhere } from '../src/canary.ts'

t.test('a canary hears whoever gets to it', async (t) => {
  const canary = await startCanaryEverywhere()
  const socket = connect(canary.port, '127.0.0.1')
  socket.end('12345')
  await once(socket, 'close')
  t.same(canary.heard, { sockets: 1, bytes: 5 })
  await canary.close()
})
