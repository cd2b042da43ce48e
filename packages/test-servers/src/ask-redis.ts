import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends one command to a server of this machine; its answer as it stands on the wire. Rejects with a Redis error. */
export async function askRedis(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    socket.setTimeout(5_000, () => socket.destroy(new Error(`port ${port} did not answer ${command}`)))
    await once(socket, 'connect')
    // It answers what it has read before it closes the other half.
    socket.end(`${command}\r\n`)
    let answer = ''
    for await (const chunk of socket) answer += String(chunk)
    if (answer.startsWith('-')) throw new Error(`${command}: ${answer.split('\r\n')[0]}`)
    return answer
  } finally {
    socket.destroy()
  }
}
