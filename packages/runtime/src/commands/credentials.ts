import { InvalidArgumentError, type Command } from 'commander'
import { parseObject } from './choices.ts'
import { readText } from './read-text.ts'
import type { Terminal } from './terminal/terminal.ts'

/** Where credentials come from. Never from an argument: every process of the machine sees those, and shells keep them. */
export interface CredentialOptions {
  readonly credentialsFrom?: string
  readonly credentialEnv?: readonly string[]
}

/** Lets a command take credentials. */
export const withCredentials = (command: Command): Command =>
  command
    .option(
      '--credentials-from <file>',
      'JSON object of credentials; - for standard input. They are never arguments, which every process can see',
    )
    .option(
      '--credential-env <field=VARIABLE>',
      'one field of them from an environment variable; may be repeated',
      (pair: string, before?: readonly string[]) => [...(before ?? []), pair],
    )

/** The credentials; undefined if none were named. Throws a `CommanderError` that repeats none. */
export async function readCredentials(
  { credentialsFrom: source, credentialEnv: pairs = [] }: CredentialOptions,
  terminal: Terminal,
): Promise<object | undefined> {
  if (source === undefined && pairs.length === 0) return undefined
  const fields: Record<string, string> = {}
  for (const pair of pairs) {
    const [, field, variable] = /^([^=]+)=([A-Za-z_]\w*)$/.exec(pair) ?? []
    if (field === undefined || variable === undefined) {
      throw new InvalidArgumentError(
        'What follows --credential-env must be a field, an equals sign and the NAME of a variable, such as token=SHOPIFY_TOKEN',
      )
    }
    const value = terminal.environment[variable]
    if (value === undefined || value === '')
      throw new InvalidArgumentError(`The variable ${variable} is not set`)
    fields[field] = value
  }
  if (source === undefined) return fields
  const found = parseObject(source === '-' ? await terminal.readInput() : readText(source))
  if (found === undefined) {
    throw new InvalidArgumentError(
      `The credentials in ${source === '-' ? 'standard input' : source} are no JSON object`,
    )
  }
  return { ...found, ...fields }
}
