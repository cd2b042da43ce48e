import { createServer, type AddressInfo } from 'node:net'
import { abuses, answerWell } from './abuses.ts'

// A process of its own, so that the memory of the abuser is not taken for that of the abused.
const server = createServer((socket) => {
  socket.setNoDelay(true)
  let received = ''
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    received += data.toString('latin1')
    if (!received.includes('\r\n\r\n')) return
    const [, name = ''] = /^GET \/(\S*) /.exec(received) ?? []
    received = ''
    const answer = abuses[name]?.answer ?? answerWell
    answer(socket)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit())
