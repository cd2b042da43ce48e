import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openSlowCallers, type SlowCallersEnd } from './slow-callers.ts'

/** Slow callers in a process of their own: what they cost the drill must not show in the latency of good calls. */
export async function runSlowCallers(
  port: number,
  ofEach: number,
  patience: number,
): Promise<SlowCallersEnd> {
  const child = fork(fileURLToPath(import.meta.url), [String(port), String(ofEach), String(patience)], {
    execArgv: ['--conditions=@patchbay/source'],
  })
  const [end] = (await once(child, 'message')) as [SlowCallersEnd]
  return end
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port = 0, ofEach = 0, patience = 0] = process.argv.slice(2).map(Number)
  process.once('disconnect', () => process.exit())
  const end = await openSlowCallers(port, ofEach, patience)
  process.send?.(end, () => process.disconnect())
}
