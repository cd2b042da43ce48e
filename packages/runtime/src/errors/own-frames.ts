/** How many frames tell where an error came from. */
const most = 3

const frame = /^\s+at (?:async )?(?:(?<name>[^\s(]+).*? \()?(?:file:\/\/)?(?<file>[^\s()]+?):\d+:\d+\)?$/

/** The topmost frames of our own, as file:function: they stay the same when lines move, and on every machine. */
export function ownFrames(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return ''
  const frames: string[] = []
  for (const line of error.stack.split('\n')) {
    const found = frame.exec(line)?.groups
    const file = found?.['file']
    if (file === undefined || file.startsWith('node:') || file.includes('/node_modules/')) continue
    frames.push(`${file.slice(file.lastIndexOf('/') + 1)}:${found?.['name'] ?? ''}`)
    if (frames.length === most) break
  }
  return frames.join(' ')
}
