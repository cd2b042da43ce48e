import type { Command } from 'commander'
import { Problem } from '@patchbay/contract'
import { withExamples } from './examples.ts'
import type { Tools } from './tools.ts'

/** For authors of connectors. */
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
}
