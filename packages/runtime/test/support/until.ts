import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until the condition holds; false if it doesn't within the patience (milliseconds). */
export async function until(condition: () => boolean | Promise<boolean>, patience = 5_000): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < patience;) {
    if (await condition()) return true
    await sleep(5)
  }
  return condition()
}
