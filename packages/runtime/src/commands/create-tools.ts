import type { Command } from 'commander'
import { readSettings } from '../configuration/read-settings.ts'
import { openClient } from './client/open-client.ts'
import type { Terminal } from './terminal/terminal.ts'
import type { Tools } from './tools.ts'

/** The tools of the commands of this program. */
export function createTools(program: Command, terminal: Terminal): Tools {
  const isJson = (): boolean => program.opts()['json'] === true
  const settings = () => readSettings(terminal.environment)
  const tenant = () => tenantOf(program.opts()['tenant'])
  return {
    terminal,
    isJson,
    show: (data, view) => terminal.write(`${isJson() ? JSON.stringify(data, null, 2) : view(data)}\n`),
    note(words) {
      if (!isJson()) terminal.complain(words)
    },
    settings,
    client: () => openClient(settings(), tenant()),
    tenant,
  }
}

const tenantOf = (option: unknown): string | undefined => (typeof option === 'string' ? option : undefined)
