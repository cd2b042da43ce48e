import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { styleText } from 'node:util'
import { InvalidArgumentError } from 'commander'
import { environment } from '../../configuration/environment.ts'
import type { Terminal } from './terminal.ts'

/** The terminal of this process. */
export const processTerminal: Terminal = {
  environment,
  async write(chunk) {
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
