import { textOf, titleOf } from './message-text.ts'
import type { PostJson } from './post-json.ts'
import type { AlertMessage, Sender } from './sender.ts'

/** Posts to an incoming webhook of Slack, or of what understands the same: blocks, and a text where there are none. */
export function createSlackSender(post: PostJson): Sender {
  return { send: ({ address }, message) => post(address, JSON.stringify(slackMessage(message))) }
}

// Most characters that Slack takes in a header and in a section.
const longestHeader = 150
const longestSection = 3_000

export function slackMessage(message: AlertMessage): object {
  const { alert } = message
  const link = alert.runbook.startsWith('http') ? `<${escape(alert.runbook)}|runbook>` : escape(alert.runbook)
  const context = [
    `began ${alert.startedAt}`,
    ...(alert.resolvedAt === null ? [] : [`over ${alert.resolvedAt}`]),
    alert.tenant === null ? 'installation' : `tenant ${escape(alert.tenant)}`,
    link,
  ]
  return {
    text: escape(textOf(message)).slice(0, longestSection),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: titleOf(message).slice(0, longestHeader) } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: escape(alert.summary).slice(0, longestSection) },
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: context.join(' · ') }] },
    ],
  }
}

/** The three characters that mean something to Slack: nobody is mentioned and no link made by a name. */
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
