import type { Step } from './play.ts'
import { tidy, tidyText } from './tidy.ts'

const introduction = `# A conversation over MCP

What the official client (\`@modelcontextprotocol/client\`) and a Patchbay in mock mode say to each other: it connects, lists the tools, and with each of the five connectors it searches, reads, and writes something that cannot be undone, which the server has confirmed first. The person at the client declines once and agrees once.

Written by \`npm run transcript\`, and held current by a test. Long answers are cut short; times, days and random ids are replaced by what they are.
`

/** The conversation as a page. */
export const transcriptPage = (steps: readonly Step[]): string =>
  `${[introduction, ...steps.map(partOf)].join('\n').trimEnd()}\n`

function partOf(step: Step): string {
  switch (step.kind) {
    case 'connected':
      return `## Connect\n\nThe client connects to ${step.server}, as of ${step.revision}.\n`
    case 'listed':
      return [
        '**Client:** `tools/list`',
        '',
        ...step.tools.map(({ name, description }) => `- \`${name}\`: ${tidyText(description)}`),
        '',
      ].join('\n')
    case 'scene':
      return `## ${step.title}\n`
    case 'called': {
      const through = step.through === undefined ? '' : `, through \`${step.through}\``
      return `**Client:** \`${step.use.name}\`${through}\n\n${fence(step.use.arguments)}\n`
    }
    case 'asked': {
      const fields = step.fields.map((name) => `\`${name}\``).join(', ')
      return `**Server asks:** ${step.message.replaceAll('\n', ' ')}${fields === '' ? '' : ` (${fields})`}\n\n**Person:** ${step.reply}\n`
    }
    case 'answered':
      return `**Server${step.isError ? ', failed' : ''}:**\n\n${fence(tidy(step.data))}\n`
  }
}

const fence = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
