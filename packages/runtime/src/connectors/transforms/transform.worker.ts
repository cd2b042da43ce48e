import { constants, setPriority } from 'node:os'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { Problem, type Transform } from '@patchbay/contract'
import { thrownAnswer, type TransformAnswer, type TransformTask } from './transform-message.ts'
import { weigh } from './weigh.ts'

// Linux keeps a priority for each thread; elsewhere it is that of the whole process. Where cores are few, the thread
// that all calls share comes before this one.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** A larger result would hold up every call while it is read on the other side. */
const mostOutput = 33_554_432

const loaded = new Map<string, Transform<unknown, unknown>>()

/** Runs one transform in this thread. */
export async function runTransform({ module, input, isTimed }: TransformTask): Promise<TransformAnswer> {
  try {
    const transform = loaded.get(module) ?? (await load(module))
    const from = isTimed === true ? wallTime() : 0
    const output = transform.run(input)
    const ran = isTimed === true ? { ran: { from, to: wallTime() } } : {}
    const { plain, bytes, transferable } = weigh(output, mostOutput)
    if (plain + bytes > mostOutput) {
      throw new Problem('internal', {
        detail: `The result of the transform is larger than ${mostOutput} bytes.`,
      })
    }
    const answer = { output, ...ran }
    if (transferable.length === 0) return answer
    return move({ [transferableSymbol]: transferable, [valueSymbol]: answer } as never) as never
  } catch (thrown) {
    return thrownAnswer(thrown)
  }
}

/** As spans have it, which no clock of the system moves while a thread runs. */
const wallTime = (): number => performance.timeOrigin + performance.now()

async function load(module: string): Promise<Transform<unknown, unknown>> {
  const exported = (await import(module)) as { readonly default?: Partial<Transform<unknown, unknown>> }
  const { default: transform } = exported
  if (typeof transform?.run !== 'function' || transform.module !== module) {
    throw new TypeError(`The default export of ${module} is not a transform that names this file.`)
  }
  loaded.set(module, transform as Transform<unknown, unknown>)
  return transform as Transform<unknown, unknown>
}
