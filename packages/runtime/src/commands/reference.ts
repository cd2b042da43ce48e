import type { Command } from 'commander'
import { Problem } from '@patchbay/contract'
import { commandReference, withCommands } from './command-reference.ts'
import { withExamples } from './examples.ts'
import { sentence } from './terminal/views.ts'
import type { Tools } from './tools.ts'
import { writeSection } from './write-section.ts'

/** Documents that are made from code. */
export function addReference(program: Command, { show, settings }: Tools): void {
  withExamples(
    program
      .command('reference')
      .argument('[folders...]', 'of connectors; default: those of PATCHBAY_CONNECTORS')
      .description('write the reference tables into the READMEs of connectors')
      .action(async (folders: string[]) => {
        const { writeReferences } = await import('./write-references.ts')
        const { written, problems } = await writeReferences(folders.join(',') || settings().connectors)
        await show(
          { written },
          () => written.map((path) => `${path} written`).join('\n') || 'All are current.',
        )
        if (problems.length > 0) {
          throw new Problem('invalid_input', {
            detail: 'Some references could not be written:',
            advice: 'Every README needs the two comments that plugins/*/README.md show.',
            errors: problems.map((message) => ({ path: '', message })),
          })
        }
      }),
    'patchbay reference ./plugins/shopify',
  )
  withExamples(
    program
      .command('commands')
      .description('print the reference of all commands as Markdown')
      .option('--write <file>', 'put it between the two comments of this file instead')
      .action(async ({ write: file }: { readonly write?: string }) => {
        if (file === undefined) {
          const reference = commandReference(program)
          return await show({ reference }, sentence(reference))
        }
        writeSection(file, (text) => withCommands(text, program))
        await show({ written: file }, sentence(`${file} written`))
      }),
    'patchbay commands --write docs/operating.md',
  )
}
