import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { missing, readOptions, usage, type Variables } from './options.ts'
import { markdownReport } from './report/markdown.ts'
import { validate } from './validate.ts'

/**
 * Runs the whole of it and says how the process is to end: 0 it is well, or nothing could be run; 1 something is wrong;
 * 2 the command line is wrong.
 */
export async function run(
  parameters: readonly string[],
  variables: Variables,
  say: (line: string) => void,
): Promise<number> {
  const absent = missing(variables)
  if (absent.length > 0) {
    say(`blocked: ${absent.join(' and ')} ${absent.length === 1 ? 'is' : 'are'} not set, so nothing was run.`)
    say(`\n${usage}\n\ndocs/live-validation.md says who supplies what.`)
    return 0
  }
  try {
    const options = readOptions(parameters, variables)
    const validation = await validate(options, say)
    mkdirSync(options.output, { recursive: true })
    writeFileSync(join(options.output, 'report.md'), markdownReport(validation))
    writeFileSync(join(options.output, 'report.json'), `${JSON.stringify(validation, null, 2)}\n`)
    say(`\n${validation.result}: the report is in ${options.output}/report.md and report.json.`)
    return validation.result === 'passed' ? 0 : 1
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    say(`${error.message}\n\n${usage}`)
    return 2
  }
}
