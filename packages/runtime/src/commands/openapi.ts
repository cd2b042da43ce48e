import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { withExamples } from './examples.ts'
import { sentence } from './terminal/views.ts'
import type { Tools } from './tools.ts'

/** The description of the API, without a server that runs. */
export function addOpenapi(program: Command, { terminal, show, settings }: Tools): void {
  withExamples(
    program
      .command('openapi')
      .description(
        'print the OpenAPI document of the connectors of PATCHBAY_CONNECTORS; no server has to run',
      )
      .option('--write <file>', 'write it to this file instead')
      .action(async ({ write: file }: { readonly write?: string }) => {
        const { openapiDocument } = await import('./openapi-document.ts')
        const document = await openapiDocument(settings())
        if (file === undefined) return await terminal.write(`${document}\n`)
        writeFileSync(file, document)
        await show({ written: file }, sentence(`${file} written`))
      }),
    'patchbay openapi > openapi.json',
    "PATCHBAY_CONNECTORS='./plugins/*,@acme/patchbay-crm' patchbay openapi --write openapi.json",
  )
}
