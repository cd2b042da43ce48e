import type { Command } from 'commander'
import { settingsReference, withSettings } from '../configuration/reference.ts'
import { SettingsSchema } from '../configuration/settings.ts'
import { withExamples } from './examples.ts'
import { sentence } from './terminal/views.ts'
import type { Tools } from './tools.ts'
import { writeSection } from './write-section.ts'

interface PrintOptions {
  readonly write?: string
}

interface CheckOptions {
  readonly connect?: boolean
}

/** Settings: what there are, and whether those of this environment are right. */
export function addConfig(program: Command, { show, terminal }: Tools): void {
  const config = withExamples(
    program
      .command('config')
      .description('print every setting: its environment variable, kind, default and meaning')
      .option('--write <file>', 'put the table between the two comments of this file instead')
      .action(async ({ write: file }: PrintOptions) => {
        if (file === undefined) return await show(Object.values(SettingsSchema.properties), settingsReference)
        writeSection(file, withSettings)
        await show({ written: file }, sentence(`${file} written`))
      }),
    'patchbay config',
    'patchbay config --write README.md',
  )
  withExamples(
    config
      .command('check')
      .description('check the settings and connectors of this environment, and say everything that is wrong')
      .option('--connect', 'ask the database and Redis too')
      .action(async ({ connect = false }: CheckOptions) => {
        const { checkConfiguration } = await import('./check/check-configuration.ts')
        const report = await checkConfiguration(terminal.environment, connect)
        await show(report, () => report.checked.map((what) => `✓ ${what}`).join('\n'))
      }),
    'patchbay config check',
    'patchbay config check --connect && patchbay start',
  )
}
