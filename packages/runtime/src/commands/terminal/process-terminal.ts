import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { styleText } from 'node:util'
import { InvalidArgumentError } from 'commander'
import { environment } from '../../configuration/environment.ts'
import type { Terminal } from './terminal.ts'

let isListening = false

/** Whoever reads may have enough before the end, such as `head`: that is no failure. */
function listen(): void {
  if (isListening) return
  isListening = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  environment,
  async write(chunk) {
    listen()
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
  },
  complain: (line) => void process.stderr.write(`${line}\n`),
  async readInput() {
    if (process.stdin.isTTY) {
      throw new InvalidArgumentError(
        'A secret is expected on standard input, and a keyboard is there. Pipe it in: what is typed would stay on the screen',
      )
    }
    return await text(process.stdin)
  },
  paint: (style, words) => styleText(style, words, { stream: process.stderr }),
}
