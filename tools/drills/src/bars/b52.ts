import { isSafePattern } from 'redos-detector'
import { fileURLToPath } from 'node:url'
import type { Drill } from '../drill.ts'
import { attacksOn, expressionsOfSources, patternsIn, slowest } from '../injection/expressions.ts'
import { forgeLines } from '../injection/forged-lines.ts'
import { pollute } from '../injection/pollute.ts'
import { openApp } from '../support/open-app.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
/** Characters: what a header can hold, and more than any message of a vendor that an expression is put to. */
const lengthForSources = 20_000
const lengthForSchemas = 500_000
const mostMilliseconds = 50

/** Words of others that pass for ours: in lines, in prototypes, in the time of an expression. */
export const b52: Drill = {
  id: 'B52',
  promise: 'What others write is text: no line of the log, no property of all objects, no endless match',
  target: `log forging: lines = events; 40 prototype payloads: 0 objects touched; 0 vulnerable expressions in schemas; less than ${mostMilliseconds} ms for any expression and any validator under attack`,
  isLong: true,
  async run() {
    const forged = await forgeLines()
    const polluted = await pollute()
    const expressions = expressionsOfSources()
    const slow = expressions.flatMap(({ file, source, flags }) => {
      const time = slowest(new RegExp(source, flags), attacksOn(source, lengthForSources))
      return time < mostMilliseconds ? [] : [`${file}: /${source}/ takes ${time.toFixed(0)} ms`]
    })
    const schemas = await judgeSchemas()
    const faults = [...forged.faults, ...polluted.faults, ...slow, ...schemas.faults]
    return {
      measured:
        `${faults.length} faults: ${forged.tried} forgeries, ${polluted.tried} payloads for prototypes, ${expressions.length} expressions of the sources, ` +
        `${schemas.patterns} of schemas (slowest ${schemas.longest.toFixed(0)} ms)` +
        faults
          .slice(0, 5)
          .map((fault) => `; ${fault}`)
          .join(''),
      pass: faults.length === 0 && polluted.tried >= 40,
    }
  },
}

/** The patterns of all connectors' schemas, by what a detector says of them and by the time that they take. */
async function judgeSchemas(): Promise<{ patterns: number; longest: number; faults: string[] }> {
  const runtime = await openApp({ connectors: './plugins/*', useMockData: true }, { baseFolder: root })
  const patterns = new Set<string>()
  for (const { host } of runtime.app.patchbay.registry.loaded) {
    for (const pattern of patternsIn(host.description)) patterns.add(pattern)
  }
  await runtime.close()
  const faults: string[] = []
  let longest = 0
  for (const pattern of patterns) {
    if (!isSafePattern(pattern, { unicode: true, timeout: 5_000 }).safe) faults.push(`vulnerable: ${pattern}`)
    const time = slowest(new RegExp(pattern, 'u'), attacksOn(pattern, lengthForSchemas))
    longest = Math.max(longest, time)
    if (time >= mostMilliseconds) faults.push(`${pattern} takes ${time.toFixed(0)} ms`)
  }
  return { patterns: patterns.size, longest, faults }
}
