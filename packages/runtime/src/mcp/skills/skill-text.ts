import { connectorReference } from '../../connectors/connector-reference.ts'
import type { LoadedConnector } from '../../connectors/loaded-connector.ts'
import type { OperationDescription } from '../../connectors/connector-description.ts'
import { toolNameOf } from '../tools/tool-name.ts'
import type { Tool } from '../tools/tool.ts'

/** What the text of a skill is made from. */
export interface SkillSubject {
  readonly connector: LoadedConnector
  /** The name of the skill, which is that of its folder. */
  readonly name: string
  readonly tools: readonly Tool[]
}

/** The files of a connector's skill by their paths in its folder, made from its description alone. */
export function skillFilesOf(subject: SkillSubject): Readonly<Record<string, string>> {
  const { connector, tools } = subject
  return {
    'SKILL.md': instructionsOf(subject),
    'references/REFERENCE.md': `${connectorReference(connector.host.description)}\n`,
    ...Object.fromEntries(tools.map((tool) => [referencePath(tool), operationPage(tool)])),
  }
}

const referencePath = ({ operation }: Tool): string => `references/operations/${operation.description.id}.md`

/** As the Agent Skills format bounds it. */
const longestDescription = 1_024

function instructionsOf({ connector, name, tools }: SkillSubject): string {
  const { title, description, version, stability, check, vendor } = connector.host.description
  const prefix = toolNameOf(name, '')
  const use = `Use it before calling the tools ${prefix}*.`
  const about = `${title} through Patchbay. ${plain(description)}`.slice(
    0,
    longestDescription - use.length - 1,
  )
  const proof = tools.find(({ operation }) => operation.description.id === check)
  return [
    '---',
    `name: ${name}`,
    `description: ${JSON.stringify(`${about} ${use}`)}`,
    'metadata:',
    `  version: ${JSON.stringify(version)}`,
    `  stability: ${stability}`,
    '---',
    '',
    `# ${title}`,
    '',
    description.trim(),
    '',
    '## Tools',
    '',
    'Which of them there are for you, `tools/list` says.',
    '',
    '| tool | effect | what it does | page |',
    '| --- | --- | --- | --- |',
    ...tools.map(toolRow),
    '',
    '## Working with them',
    '',
    ...(proof === undefined
      ? []
      : [`- Not sure whether the account is connected? Call \`${proof.name}\`: it proves that.`]),
    '- Read first, then write. A tool with the effect `write` or `destructive` changes the account: say what will change before you call it.',
    '- A failed call has a `code`, and says what to do next and whether to repeat it. `outcome_unknown` means that nobody knows what a write did: look before you repeat it.',
    '- An answer with a `next` cursor goes on if the call is repeated with that cursor. Ask for few items and few fields at first.',
    '- `vendor_rate_limited` says when the vendor answers again. Wait, or ask for less; other tools of the same account share the limit.',
    '- If a tool takes `connection`, several accounts are connected: name the one that is meant.',
    '',
    '## More',
    '',
    '- [Operations, authentication and limits](references/REFERENCE.md)',
    `- [The vendor's documentation](${vendor.docs})`,
    '',
  ].join('\n')
}

function toolRow(tool: Tool): string {
  const { effect, title } = tool.operation.description
  return `| \`${tool.name}\` | ${effect} | ${plain(title).replaceAll('|', '\\|')} | [${tool.operation.description.id}](${referencePath(tool)}) |`
}

/** A page of one operation: what it is for, what goes in and comes out, examples. */
function operationPage({ name, operation, definition }: Tool): string {
  const { id, title, description, effect, scopes, output, examples } = operation.description
  return [
    `# ${title}`,
    '',
    `Tool \`${name}\`, operation \`${id}\`, effect \`${effect}\`${scopes.length === 0 ? '' : `, needs ${scopes.map((scope) => `\`${scope}\``).join(', ')}`}.`,
    '',
    description.trim(),
    '',
    '## Arguments',
    '',
    ...fence(definition.inputSchema),
    '',
    `## ${operation.description.isStream ? 'Each item of the answer' : 'Answer'}`,
    '',
    ...fence(output),
    ...examples.flatMap((example) => exampleLines(example)),
    '',
  ].join('\n')
}

const exampleLines = ({ title, input, output }: OperationDescription['examples'][number]): string[] => [
  '',
  `## Example: ${plain(title)}`,
  '',
  ...fence(input),
  '',
  ...fence(output),
]

const fence = (value: unknown): string[] => ['```json', JSON.stringify(value, null, 2), '```']

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
