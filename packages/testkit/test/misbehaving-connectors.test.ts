import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'

// The acceptance suite must fail on a connector that misbehaves. Each variant is the echo fixture with a fault.

const source = (file: string): string =>
  readFileSync(new URL(`fixtures/echo/${file}`, import.meta.url), 'utf8')

const splitWords = 'src/transforms/split-words.ts'

const files = Object.fromEntries(
  ['index.ts', 'emulator.ts', 'package.json', 'README.md', splitWords].map((file) => [file, source(file)]),
)

interface Variant {
  /** What is wrong with it. */
  readonly name: string
  /** Replacements by file; each text must be there. */
  readonly changes: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>>
  /** What must be among the assertions that fail. */
  readonly failing: readonly RegExp[]
  /** What else may fail because of it. Default: nothing. */
  readonly also?: RegExp
}

const said = 'return { text: body.said }'
const noted = `const { body } = await http.post('/notes', {
      json: input.note,
      response: Noted,
    })
    return body`

const variants: readonly Variant[] = [
  {
    name: 'passes on a credential that the vendor repeats',
    changes: {
      'emulator.ts': [['body: { said } }', "body: { said, key: query.get('apikey') } }"]],
      'index.ts': [
        [
          'const Said = Type.Object({ said: Type.String() })',
          'const Said = Type.Object({ said: Type.String(), key: Type.Optional(Type.String()) })',
        ],
        [said, 'return { text: body.said + (body.key ?? "") }'],
      ],
    },
    failing: [/^secret 1 of \d+ is nowhere$/],
  },
  {
    name: 'keeps a count between calls',
    changes: {
      'index.ts': [
        ['const Said =', 'let count = 0\nconst Said ='],
        [said, 'return { text: `${body.said} ${(count += 1)}` }'],
      ],
    },
    failing: [/^text\.say answers the same twice$/],
    also: /GET and POST answer alike|answers the same beside|is the same with transforms/,
  },
  {
    name: 'keeps the answer of one connection for all',
    changes: {
      'index.ts': [
        ['const Said =', 'let kept: string | undefined\nconst Said ='],
        [
          'const { body } = await http.get',
          'if (kept !== undefined) return { text: kept }\n    const { body } = await http.get',
        ],
        [said, 'return { text: (kept = body.said) }'],
      ],
    },
    failing: [/^text\.say refuses wrong credentials$/],
    also: /./, // and everything that needs the vendor to be asked again
  },
  {
    name: 'takes a failure for a success',
    changes: {
      'index.ts': [
        ['const { body } = await http.get', 'const { body } = await http.get'],
        ['response: Said,\n    })', "response: Said,\n    }).catch(() => ({ body: { said: '' } }))"],
      ],
    },
    failing: [
      /^text\.say, status 401 is connection_unauthorized$/,
      /^text\.say, status 500 is vendor_error$/,
      /^text\.say, a hang is vendor_timeout$/,
      /^text\.say, the vendor's unauthorized is connection_unauthorized$/,
      /^text\.say refuses wrong credentials$/,
    ],
    also: /^text\.say, .* is [a-z_]+$|the caller left|is the same with transforms/,
  },
  {
    name: 'repeats a write by itself',
    changes: {
      'index.ts': [
        [
          noted,
          `const post = () => http.post('/notes', { json: input.note, response: Noted })
    const { body } = await post().catch(post)
    return body`,
        ],
      ],
    },
    failing: [/^notes\.write, status 500 is sent once$/, /^notes\.write, a reset is sent once$/],
    also: /^notes\.write, .* is sent (once|3 times)$/,
  },
  {
    name: 'calls a write a read',
    changes: {
      'index.ts': [["effect: 'write'", "effect: 'read'"]],
      'README.md': [['| write |', '| read |']],
    },
    failing: [/^notes\.write answers the same twice$/],
    also: /answers the same beside a failing connection/,
  },
  {
    name: 'does not wait for its write',
    changes: {
      'index.ts': [
        [
          noted,
          `void http.post('/notes', { json: input.note, response: Noted }).catch(() => undefined)
    return { id: 'n1' }`,
        ],
      ],
    },
    // It reaches the vendor all the same: the answer waits until the entry of the audit is durable.
    failing: [/^notes\.write, status 500 is outcome_unknown$/],
    also: /^notes\.write/,
  },
  {
    name: 'has an example whose input does not fit',
    changes: {
      'index.ts': [["input: { text: 'hello hello', times: 1 }", "input: { text: 'hello hello', times: 7 }"]],
    },
    failing: [/^text\.say, "Once": the input fits$/, /^text\.say, "Once" succeeds$/],
    also: /^text\.say|^an example reaches the transform/,
  },
  {
    name: 'counts a limit by what does not exist',
    changes: {
      'index.ts': [["per: ['connection']", "per: ['connection', 'config.shop']"]],
      'README.md': [['back each second | connection |', 'back each second | connection, config.shop |']],
    },
    failing: [/^the limit points is per config\.shop, which exists$/],
  },
  {
    name: 'answers what its output schema does not know',
    changes: { 'index.ts': [[said, 'return { text: [body.said] as never }']] },
    failing: [/^text\.say, "Once": the answer fits the output schema$/],
  },
  {
    // These do not get in the way of each other, so one run shows that each is found.
    name: 'is carelessly defined and described',
    changes: {
      'index.ts': [
        ["description: 'Says the given text again, as often as told.'", "description: 'Says.'"],
        [
          "description: 'How often.', default: 1, minimum: 1, maximum: 3 }),\n  }),",
          'default: 1, minimum: 1, maximum: 3 }),\n  }, { additionalProperties: true }),',
        ],
        ["Type.String({ default: 'hello', minLength: 1", 'Type.String({ minLength: 1'],
        ["output: { text: 'hello hello' }", 'output: { text: 5 as never }'],
        ['cost: { points:', 'cost: { pionts:'],
        ["source: 'https://echo.example/limits'", "source: ''"],
      ],
    },
    failing: [
      /^text\.say is described$/,
      /^text\.say: the input field times has a description$/,
      /^text\.say refuses fields that it does not know$/,
      /^text\.say, "Once": the output fits$/,
      /^text\.say: its cost names the limit pionts$/,
      /^the limit points is taken by some operation$/,
      /^the check text\.say needs no input$/,
      /^the limit "Points" names its source$/,
      /^the reference in README\.md is current/,
    ],
  },
  {
    name: 'checks a connection with a write',
    changes: { 'index.ts': [["check: 'text.say'", "check: 'notes.write'"]] },
    failing: [/^the check notes\.write is a read$/],
    also: /needs no input|README/,
  },
  {
    name: 'misreads what the vendor refuses',
    changes: {
      'index.ts': [
        [
          "status === 400 && typeof body === 'string'",
          "status === 401 || (status === 400 && typeof body === 'string')",
        ],
        ['detail: body', 'detail: String(body)'],
      ],
    },
    failing: [
      /^text\.say, status 401 is connection_unauthorized$/,
      /^notes\.write, the vendor's unauthorized is connection_unauthorized$/,
      /^text\.say refuses wrong credentials$/,
    ],
    also: /status 401 is|the vendor's unauthorized is/,
  },
  {
    name: 'shows a stack',
    changes: {
      'index.ts': [
        ["status === 400 && typeof body === 'string'", 'status === 404'],
        ['detail: body', 'detail: String(new Error(String(body)).stack)'],
      ],
    },
    failing: [/^text\.say, status 404: no stack is shown$/],
    also: /status 404/,
  },
  {
    name: 'has bugs in the reading of failures',
    changes: {
      'index.ts': [
        [
          'classify: ({ status, body }) =>',
          'classify: ({ status, body }) => status === 503 ? (undefined as never as { a: { b: never } }).a.b :',
        ],
      ],
    },
    failing: [/^text\.say, status 503 is vendor_error$/],
    also: /status 503/,
  },
  {
    name: 'has a transform that is not pure',
    changes: {
      [splitWords]: [
        ['export interface', 'let count = 0\n\nexport interface'],
        [
          "input.text.split(' ')",
          '{\n  Object.assign(input, { text: `${input.text} ${(count += 1)}` })\n' +
            "  return Object.assign(input.text.split(' '), { first: () => 1 })\n}",
        ],
      ],
    },
    failing: [
      /^split-words\.ts leaves its input as it was$/,
      /^split-words\.ts gives plain data$/,
      /^split-words\.ts gives the same for the same input$/,
    ],
    also: /is the same with transforms in threads/,
  },
  {
    name: 'has a transform that names another file',
    changes: { [splitWords]: [['import.meta.url', "new URL('../../index.ts', import.meta.url).href"]] },
    failing: [
      /^an example reaches the transform split-words\.ts$/,
      /^text\.say, "Once" is the same with transforms in threads$/,
    ],
  },
  {
    name: 'leaves a server open',
    changes: {
      'emulator.ts': [
        ['import { defineEmulator }', "import { createServer } from 'node:http'\nimport { defineEmulator }"],
        [
          'seed: () => ({ notes: 0 })',
          'seed: () => {\n    createServer().listen(0).unref()\n    return { notes: 0 }\n  }',
        ],
      ],
    },
    failing: [/^nothing is left open$/],
  },
  {
    name: 'has no emulator',
    changes: { 'index.ts': [["  emulator: () => import('./emulator.ts'),\n", '']] },
    failing: [/declares no emulator/],
    also: /./,
  },
  {
    name: 'cannot be loaded',
    changes: { 'index.ts': [["'notes.write': write", 'writeNotes: write']] },
    failing: [/is quarantined \(definition_invalid\): The operation id "writeNotes"/],
    also: /./,
  },
]

t.jobs = 3
t.setTimeout(590_000)

for (const variant of variants) {
  t.test(`a connector that ${variant.name} is refused`, { buffered: true }, (t) => refuse(t, variant))
}

t.test('the connector without a fault passes', { buffered: true }, async (t) => {
  const { code, failed } = await run(t, {})
  t.equal(code, 0)
  t.same(failed, [])
})

async function refuse(t: Test, { changes, failing, also }: Variant): Promise<void> {
  const { code, failed } = await run(t, changes)
  t.equal(code, 1, 'the suite fails')
  for (const pattern of failing)
    t.ok(
      failed.some((name) => pattern.test(name)),
      `it names ${pattern.source}`,
      { failed },
    )
  const others = failed.filter(
    (name) => !failing.some((pattern) => pattern.test(name)) && also?.test(name) !== true,
  )
  t.same(others, [], 'nothing else fails')
}

/** Runs the suite on a changed copy of the fixture, in a process of its own. Gives the assertions that failed. */
async function run(t: Test, changes: Variant['changes']): Promise<{ code: number | null; failed: string[] }> {
  const folder = t.testdir({
    'acceptance.test.ts': `import { acceptance } from '@patchbay/testkit'\nawait acceptance(new URL('.', import.meta.url))\n`,
  })
  mkdirSync(join(folder, dirname(splitWords)), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  for (const [file, replacements] of Object.entries(changes)) {
    let text = files[file] ?? ''
    for (const [from, to] of replacements) {
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`)
      text = text.replace(from, () => to)
    }
    writeFileSync(join(folder, file), text)
  }
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(
    process.execPath,
    // As this file runs itself: without, each child compiles all modules, and the store's WebAssembly twice.
    ['--conditions=@patchbay/source', '--liftoff-only', join(folder, 'acceptance.test.ts')],
    { env: { PATH, NODE_COMPILE_CACHE }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, failed: leavesOf(output) }
}

/** Names of the failed assertions; a group that fails because of one inside it is not one itself. */
function leavesOf(tap: string): string[] {
  const failed = tap
    .split('\n')
    .map((line) => /^( *)not ok \d+ - (.*?)(?: # time=.*)?$/.exec(line))
    .filter((match) => match !== null)
    .map(([, indent = '', name = '']) => ({ depth: indent.length, name }))
  return failed
    .filter(({ depth }, index) => (failed[index - 1]?.depth ?? -1) <= depth)
    .map(({ name }) => name)
}
