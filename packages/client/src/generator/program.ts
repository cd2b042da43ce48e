import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generateTypes, heading } from './generate-types.ts'
import { readDocument } from './openapi-document.ts'

export interface Streams {
  readonly write: (text: string) => void
  readonly complain: (text: string) => void
}

const usage = `patchbay-client generate (--url <address> | --document <file>) --out <folder>

Writes the types of the connectors and routes of a Patchbay for @patchbay/client.

  --url <address>    of a running Patchbay, such as https://patchbay.example
  --document <file>  its OpenAPI document: GET /openapi.json, or \`patchbay openapi\`
  --out <folder>     where the modules are written; what was generated there before is replaced
`

/** Runs one command; the exit code is 0 if it is done, 1 if it failed, 2 if the command line is wrong. */
export async function runProgram(parameters: readonly string[], streams: Streams): Promise<number> {
  let options
  try {
    options = parse(parameters)
  } catch (error) {
    streams.complain(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
  if (options === 'help') {
    streams.write(usage)
    return 0
  }
  try {
    const { out } = options
    const files = generateTypes(readDocument(JSON.parse(await read(options))))
    write(out, files)
    streams.write(`${files.size} files written to ${out}\n`)
    return 0
  } catch (error) {
    streams.complain(`${(error as Error).message}\n`)
    return 1
  }
}

interface Options {
  readonly url: URL | undefined
  readonly document: string | undefined
  readonly out: string
}

/** Throws an `Error` that says what is wrong with the command line. */
function parse(parameters: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      document: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true) return 'help'
  const { url, document, out } = values
  if (positionals.join(' ') !== 'generate') throw new Error('The one command is `generate`.')
  if (out === undefined) throw new Error('--out is needed.')
  if ((url === undefined) === (document === undefined)) {
    throw new Error('Either --url or --document is needed.')
  }
  if (url !== undefined && !/^https?:/.test(url))
    throw new Error('--url must begin with https:// or http://.')
  return { url: url === undefined ? undefined : new URL(url), document, out }
}

async function read({ url, document }: Options): Promise<string> {
  if (document !== undefined) return readFileSync(document, 'utf8')
  const address = `${String(url).replace(/\/+$/, '')}/openapi.json`
  const response = await fetch(address).catch((error: unknown) => {
    throw new Error(`Nothing answers at ${address}.`, { cause: error })
  })
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`)
  return await response.text()
}

/** Replaces what was generated before, and nothing else. */
function write(out: string, files: ReadonlyMap<string, string>): void {
  const folder = resolve(out)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.ts') && readFileSync(path, 'utf8').startsWith(heading)) rmSync(path)
  }
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
}
